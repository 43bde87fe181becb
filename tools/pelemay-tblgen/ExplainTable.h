//===- ExplainTable.h - what `pelemay explain` says, from the op records --------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/Record.h"

namespace pelemay {

/// PELEMAY_EXPLAIN(..), one an op, and PELEMAY_EXPLAIN_FROM(op, frontend, name, since, limits,
/// differences), the last two from dialects/graph/Limits.td. `tests`:
/// files whose first line with an op is its example, so that an example is a test.
void emitExplainTable(llvm::raw_ostream& os, const llvm::RecordKeeper& records,
                      llvm::ArrayRef<std::string> tests);

}  // namespace pelemay
