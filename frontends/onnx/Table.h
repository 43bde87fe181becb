//===- Table.h - which function imports which op ----------------------------------------------===//
// One entry an op, made from the op records (dialects/graph/Imports.inc). An element-wise op needs
// nothing here; any other has a function import<Name> in ops/.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include "frontends/onnx/Node.h"

namespace pelemay::onnx {

struct Entry {
  /// The first version of the operator that means what our op means.
  int64_t since;
  mlir::LogicalResult (*import)(Node& node);
};

/// The domain of ONNX Runtime's own operators, some of which quantized models are made of.
inline constexpr llvm::StringLiteral kMicrosoft{"com.microsoft"};

/// Null for an op that is not imported. `domain`: empty (ONNX's own) or kMicrosoft.
const Entry* findEntry(llvm::StringRef domain, llvm::StringRef op);

}  // namespace pelemay::onnx
