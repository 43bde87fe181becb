//===- Folder.h - all files of a compile, or none --------------------------------------------------===//
#pragma once

#include "compiler/codegen/Print.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

/// Writes the files (names may hold folders) to `folder`, which may exist; what else is in it
/// stays. They are written beside it first and moved in when all are there.
Outcome<bool> writeFolder(const std::string& folder, const std::vector<codegen::File>& files);

}  // namespace pelemay
