#include "frontends/onnx/ops/Plain.h"

using namespace mlir;

namespace pelemay::onnx {

llvm::SmallVector<NamedAttribute> readParameters(Node& node,
                                                 llvm::ArrayRef<llvm::StringRef> names) {
  llvm::SmallVector<NamedAttribute> parameters;
  for (llvm::StringRef name : names) {
    if (name == "epilogue" || !node.hasAttribute(name)) continue;
    FloatAttr value = node.builder().getF32FloatAttr(node.real(name, 0));
    parameters.push_back(node.builder().getNamedAttr(name, value));
  }
  return parameters;
}

LogicalResult needBroadcast(Node& node, RankedTensorType a, RankedTensorType b, std::string got) {
  if (got.empty()) got = titled(a) + " and " + titled(b);
  llvm::ArrayRef<int64_t> x = a.getShape(), y = b.getShape();
  for (size_t i = 1; i <= std::min(x.size(), y.size()); ++i) {
    int64_t m = x[x.size() - i], n = y[y.size() - i];
    if (m != n && m != 1 && n != 1) return node.fail("needs shapes that broadcast, but got " + got);
  }
  return success();
}

/// Sums and products of sizes that are known: what exporters compute shapes with.
static bool areSizes(Node& node, unsigned arity) {
  if (node.op() != "Add" && node.op() != "Sub" && node.op() != "Mul") return false;
  for (unsigned i = 0; i < arity; ++i)
    if (!node.constant(i) || node.constant(i)->element->ours != "i64") return false;
  return true;
}

llvm::SmallVector<Value> readElementOperands(Node& node, unsigned arity) {
  static const llvm::StringRef roles[] = {"A", "B"};
  if (mlir::failed(node.needInputs(llvm::ArrayRef(roles).take_front(arity)))) return {};
  // Division, overflow and rounding of integers differ between versions of ONNX and from C++'s.
  bool sizes = areSizes(node, arity);
  llvm::SmallVector<Value> operands;
  for (unsigned i = 0; i < arity; ++i) {
    if (!sizes && mlir::failed(node.needFloat(i))) return {};
    operands.push_back(node.value(i));
  }
  if (arity == 2)
    (void)needBroadcast(node, node.typeOf(0), node.typeOf(1),
                        node.described(0) + " and " + node.described(1));
  return operands;
}

}  // namespace pelemay::onnx
