#include "frontends/onnx/Names.h"

#include "frontends/onnx/Proto.h"
#include "frontends/onnx/Tensor.h"

namespace pelemay::onnx {

std::string nodeName(const proto::NodeProto& node) {
  if (!node.name().empty()) return node.name();
  for (const std::string& output : node.output())
    if (!output.empty()) return output;
  return "";
}

std::pair<std::string, std::string> nodeTitle(const proto::NodeProto& node) {
  if (!node.name().empty()) return {"node", node.name()};
  return {"nameless " + node.op_type() + " writing", nodeName(node)};
}

std::string listed(llvm::ArrayRef<int64_t> values) {
  std::string text = "[";
  for (int64_t value : values) text += (text.size() > 1 ? ", " : "") + std::to_string(value);
  return text + "]";
}

std::string titled(mlir::Type type) {
  auto tensor = mlir::dyn_cast<mlir::RankedTensorType>(type);
  if (!tensor) return elementName(type);
  return elementName(tensor.getElementType()) + " " + listed(tensor.getShape());
}

}  // namespace pelemay::onnx
