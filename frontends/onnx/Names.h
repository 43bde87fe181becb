//===- Names.h - what a node, a type or a shape is called in an error -------------------------===//
#pragma once

#include <string>
#include <utility>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "mlir/IR/BuiltinTypes.h"

namespace onnx {
class NodeProto;
}

namespace pelemay::onnx {

/// {"node", "/conv1/Conv"}; a node without a name is known by what it writes.
std::pair<std::string, std::string> nodeTitle(const ::onnx::NodeProto& node);

/// The same as one name, for `origins`: a nameless node is called after its first output.
std::string nodeName(const ::onnx::NodeProto& node);

/// "[1, 3, 6, 6]".
std::string listed(llvm::ArrayRef<int64_t> values);

/// "float32 [1, 3, 6, 6]".
std::string titled(mlir::Type type);

}  // namespace pelemay::onnx
