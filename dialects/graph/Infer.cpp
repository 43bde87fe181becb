#include "dialects/graph/Infer.h"

#include "dialects/graph/Graph.h"
#include "mlir/IR/Diagnostics.h"

using namespace mlir;

namespace pelemay::graph {

Type accumulatorType(Type x, Type w) {
  if (x.isF32() && w.isF32()) return x;
  if (x.isInteger(8) && w.isInteger(8)) return IntegerType::get(x.getContext(), 32);
  return {};
}

Type afterEpilogue(Type element, ArrayAttr epilogue) {
  if (!epilogue) return element;
  for (Attribute entry : epilogue)
    if (auto requantize = dyn_cast<RequantizeAttr>(entry)) element = requantize.getType();
  return element;
}

LogicalResult inferElementwise(std::optional<Location> loc, llvm::StringRef op,
                               llvm::ArrayRef<Value> operands, ArrayAttr epilogue,
                               llvm::SmallVectorImpl<Type>& types) {
  auto first = dyn_cast<RankedTensorType>(operands.front().getType());
  if (!first) return emitOptionalError(loc, op, " needs ranked tensors");
  llvm::SmallVector<int64_t> shape(first.getShape());
  for (Value operand : operands.drop_front()) {
    auto type = dyn_cast<RankedTensorType>(operand.getType());
    if (!type) return emitOptionalError(loc, op, " needs ranked tensors");
    if (type.getElementType() != first.getElementType())
      return emitOptionalError(loc, op, " needs operands of one element type, but got ",
                               first.getElementType(), " and ", type.getElementType());
    llvm::ArrayRef<int64_t> other = type.getShape();
    while (shape.size() < other.size()) shape.insert(shape.begin(), 1);
    size_t offset = shape.size() - other.size();
    for (size_t i = 0; i < other.size(); ++i) {
      int64_t& size = shape[offset + i];
      if (size != other[i] && size != 1 && other[i] != 1)
        return emitOptionalError(loc, op, " needs shapes that broadcast, but got ", first, " and ",
                                 type);
      if (size == 1) size = other[i];
    }
  }
  types.push_back(RankedTensorType::get(shape, afterEpilogue(first.getElementType(), epilogue)));
  return success();
}

FailureOr<std::array<WindowAxis, 2>> windowAxes(std::optional<Location> loc,
                                                const WindowArgs& args) {
  auto fail = [&](auto&&... text) -> LogicalResult {
    return emitOptionalError(loc, args.op, " ", text...);
  };
  if (!args.x || args.x.getRank() != 4)  // C1
    return fail("needs an input of rank 4 (N, H, W, C) (C1), but got ", args.x);
  if (args.window.size() != 2 || args.stride.size() != 2 || args.pad.size() != 4 ||
      (args.dilation && args.dilation->size() != 2))
    return fail("needs 2 window sizes, 2 strides, 2 dilations and 4 pads (C1)");

  std::array<WindowAxis, 2> axes;
  for (int i : {0, 1}) {
    WindowAxis& a = axes[i];
    a = {args.x.getDimSize(1 + i),
         args.window[i],
         args.stride[i],
         args.dilation ? (*args.dilation)[i] : 1,
         args.pad[i],
         args.pad[2 + i]};
    // An unknown size is negative to MLIR; sizes within 2^40 keep every sum below from overflowing.
    if (a.size < 0 || a.size > kMaxElements)
      return fail("needs a known size of at most 2^40 for axis ", i, ", but got ", args.x, " (C1)");
    auto positive = [&](const char* what, int64_t value) -> LogicalResult {  // C2
      if (value > 0 && value <= kMaxElements) return success();
      return fail("needs positive ", what, ", but got ", value, " for axis ", i, " (C2)");
    };
    if (failed(positive("window sizes", a.window)) || failed(positive("strides", a.stride)) ||
        failed(positive("dilations", a.dilation)))
      return failure();
    if (a.before < 0 || a.after < 0 || a.before > kMaxElements || a.after > kMaxElements)
      return fail("needs pads that are not negative, but got ", a.before, " and ", a.after,
                  " for axis ", i, " (C2)");
    int64_t span;
    if (__builtin_mul_overflow(a.window - 1, a.dilation, &span) ||
        span >= a.size + a.before + a.after)
      return fail("needs a window that fits into the padded input, but a window of ", a.window,
                  " with dilation ", a.dilation, " meets ", a.size, " + ", a.before, " + ", a.after,
                  " elements on axis ", i, " (C4)");
  }
  return axes;
}

}  // namespace pelemay::graph
