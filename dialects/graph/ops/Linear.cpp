//===- Linear.cpp - shapes and verifiers of convolutions and products ----------------------------===//
#include "dialects/graph/Graph.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/graph/ops/Linear.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addLinearOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Linear.cpp.inc"
      >();
}

/// Whether `b` holds one value of type `acc` for each of `channels`; absent is fine.
static LogicalResult checkBias(std::optional<Location> loc, llvm::StringRef op, Value b,
                               int64_t channels, Type acc, const char* constraint) {
  if (!b) return success();
  auto type = dyn_cast<RankedTensorType>(b.getType());
  if (type && type.getRank() == 1 && type.getDimSize(0) == channels && type.getElementType() == acc)
    return success();
  return emitOptionalError(loc, op, " needs a bias of ", channels, " values of type ", acc,
                           ", but got ", b.getType(), " (", constraint, ")");
}

LogicalResult ConvOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                       llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  auto w = dyn_cast<RankedTensorType>(op.getW().getType());
  if (!x || !w || x.getRank() != 4 || w.getRank() != 4)  // C1
    return emitOptionalError(loc, "graph.conv needs an input and weights of rank 4, but got ",
                             op.getX().getType(), " and ", op.getW().getType(), " (C1)");
  if (op.getPlanar())  // as if its channels were last
    x = RankedTensorType::get({x.getDimSize(0), x.getDimSize(2), x.getDimSize(3), x.getDimSize(1)},
                              x.getElementType());
  auto axes = windowAxes(loc, {"graph.conv", x, w.getShape().slice(1, 2), op.getStride(),
                               op.getPad(), op.getDilation()});
  if (failed(axes)) return failure();

  int64_t groups = op.getGroups(), channels = x.getDimSize(3), filters = w.getDimSize(0);
  if (groups <= 0)  // C2
    return emitOptionalError(loc, "graph.conv needs a positive number of groups, but got ", groups,
                             " (C2)");
  if (channels % groups != 0 || filters % groups != 0 ||
      w.getDimSize(3) != channels / groups)  // C3
    return emitOptionalError(loc, "graph.conv needs weights with ", channels, " / ", groups,
                             " input channels and a multiple of ", groups,
                             " output channels, but got ", w, " (C3)");
  if (op.getPlanar() && groups != 1)  // C7
    return emitOptionalError(loc, "graph.conv needs 1 group to read planes, but got ", groups,
                             " (C7)");
  Type acc = accumulatorType(x.getElementType(), w.getElementType());
  if (!acc)  // C6
    return emitOptionalError(loc, "graph.conv needs f32 or 8-bit integers, but got ",
                             x.getElementType(), " and ", w.getElementType(), " (C6)");
  if (failed(checkBias(loc, "graph.conv", op.getB(), filters, acc, "C5"))) return failure();
  types.push_back(
      RankedTensorType::get({x.getDimSize(0), (*axes)[0].outputs(), (*axes)[1].outputs(), filters},
                            afterEpilogue(acc, op.getEpilogueAttr())));
  return success();
}

LogicalResult ConvOp::verify() {
  Type element = cast<RankedTensorType>(getX().getType()).getElementType();
  int64_t fill = getFill();
  if (element.isF32() ? fill != 0
                      : fill < (element.isUnsignedInteger() ? 0 : -128) ||
                            fill > (element.isUnsignedInteger() ? 255 : 127))  // C6
    return emitOpError("needs a fill that is a value of ")
           << element << " (0 for floats), but got " << fill << " (C6)";
  return verifyEpilogue(*this);
}

LogicalResult LinearOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                         llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  auto w = dyn_cast<RankedTensorType>(op.getW().getType());
  if (!x || !w || x.getRank() != 2 || w.getRank() != 2 || x.getDimSize(1) != w.getDimSize(1))
    return emitOptionalError(loc, "graph.linear needs matrices [M, K] and [N, K], but got ",
                             op.getX().getType(), " and ", op.getW().getType(), " (C1)");
  Type acc = accumulatorType(x.getElementType(), w.getElementType());
  if (!acc)
    return emitOptionalError(loc, "graph.linear needs f32 or 8-bit integers, but got ",
                             x.getElementType(), " and ", w.getElementType(), " (C3)");
  if (failed(checkBias(loc, "graph.linear", op.getB(), w.getDimSize(0), acc, "C2")))
    return failure();
  types.push_back(RankedTensorType::get({x.getDimSize(0), w.getDimSize(0)},
                                        afterEpilogue(acc, op.getEpilogueAttr())));
  return success();
}

LogicalResult LinearOp::verify() { return verifyEpilogue(*this); }

LogicalResult MatmulOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                         llvm::SmallVectorImpl<Type>& types) {
  auto a = dyn_cast<RankedTensorType>(op.getA().getType());
  auto b = dyn_cast<RankedTensorType>(op.getB().getType());
  if (!a || !b || a.getRank() != 2 || b.getRank() != 2 || a.getDimSize(1) != b.getDimSize(0))
    return emitOptionalError(loc, "graph.matmul needs matrices [M, K] and [K, N], but got ",
                             op.getA().getType(), " and ", op.getB().getType(), " (C1)");
  Type acc = accumulatorType(a.getElementType(), b.getElementType());
  if (!acc)
    return emitOptionalError(loc, "graph.matmul needs f32 or 8-bit integers, but got ",
                             a.getElementType(), " and ", b.getElementType(), " (C2)");
  types.push_back(RankedTensorType::get({a.getDimSize(0), b.getDimSize(1)},
                                        afterEpilogue(acc, op.getEpilogueAttr())));
  return success();
}

LogicalResult MatmulOp::verify() { return verifyEpilogue(*this); }

}  // namespace pelemay::graph
