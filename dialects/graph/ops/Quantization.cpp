//===- Quantization.cpp - verifiers of the ops that know scales ----------------------------------===//
#include <cmath>

#include "dialects/graph/Graph.h"

using namespace mlir;

/// As many digits as each float needs: a list of MLIR's own prints six, which changes the model.
static void printScales(OpAsmPrinter& printer, Operation*, DenseF32ArrayAttr scales) {
  printer << '[';
  llvm::interleaveComma(scales.asArrayRef(), printer,
                        [&](float scale) { printer.printFloat(llvm::APFloat(scale)); });
  printer << ']';
}

static ParseResult parseScales(OpAsmParser& parser, DenseF32ArrayAttr& scales) {
  llvm::SmallVector<float> values;
  auto parseOne = [&]() -> ParseResult {
    llvm::APFloat value(0.0f);
    if (parser.parseFloat(llvm::APFloat::IEEEsingle(), value)) return failure();
    values.push_back(value.convertToFloat());
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseOne)) return failure();
  scales = parser.getBuilder().getDenseF32ArrayAttr(values);
  return success();
}

#define GET_OP_CLASSES
#include "dialects/graph/ops/Quantization.cpp.inc"

namespace pelemay::graph {

void GraphDialect::addQuantizationOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/graph/ops/Quantization.cpp.inc"
      >();
}

/// The least and the largest value of an integer type of 1 to 32 bits.
static std::pair<int64_t, int64_t> rangeOf(Type type) {
  auto integer = cast<IntegerType>(type);
  int64_t low = integer.isUnsigned() ? 0 : -(int64_t(1) << (integer.getWidth() - 1));
  return {low, low + (int64_t(1) << integer.getWidth()) - 1};
}

/// C1..C3 of quantize and dequantize; `real` and `stored` are the float and the integer side.
template <class Op>
static LogicalResult verifyScaled(Op op, RankedTensorType real, RankedTensorType stored) {
  auto integer = dyn_cast<IntegerType>(stored.getElementType());
  if (!real.getElementType().isF32() || !integer || integer.getWidth() < 1 ||
      integer.getWidth() > 32 || real.getShape() != stored.getShape())  // C1
    return op.emitOpError("needs f32 and an integer of 1 to 32 bits of one shape, but got ")
           << real << " and " << stored << " (C1)";
  auto [low, high] = rangeOf(integer);
  for (float scale : op.getScale())  // C2
    if (!std::isfinite(scale) || scale <= 0)
      return op.emitOpError("needs finite positive scales, but got ") << scale << " (C2)";
  for (int64_t zero : op.getZero())
    if (zero < low || zero > high)
      return op.emitOpError("needs zero points within the range of ")
             << integer << ", but got " << zero << " (C2)";
  int64_t axis = op.getAxis(), channels = 1;
  if (op.getScale().size() != 1 || op.getZero().size() != 1) {
    if (axis < 0 || axis >= real.getRank())
      return op.emitOpError("needs an axis of ") << real << ", but got " << axis << " (C3)";
    channels = real.getDimSize(axis);
  }
  if (static_cast<int64_t>(op.getScale().size()) != channels ||
      op.getZero().size() != op.getScale().size())  // C3
    return op.emitOpError("needs one scale and zero point, or ")
           << channels << ", but got " << op.getScale().size() << " and " << op.getZero().size()
           << " (C3)";
  return success();
}

LogicalResult QuantizeOp::verify() {
  return verifyScaled(*this, cast<RankedTensorType>(getX().getType()),
                      cast<RankedTensorType>(getY().getType()));
}

LogicalResult DequantizeOp::verify() {
  return verifyScaled(*this, cast<RankedTensorType>(getY().getType()),
                      cast<RankedTensorType>(getX().getType()));
}

LogicalResult RequantizeOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                             llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType());
  if (!x || !x.getElementType().isInteger(32))
    return emitOptionalError(loc, "graph.requantize needs i32, but got ", op.getX().getType(),
                             " (C1)");
  int64_t channels = x.getRank() ? x.getShape().back() : 1;
  RequantizeAttr by = op.getBy();
  for (int64_t n : {by.getMultiplier().size(), by.getShift().size(), by.getLo().size(),
                    by.getHi().size(), by.getTie() ? by.getTie().size() : 1})
    if (n != 1 && n != channels)
      return emitOptionalError(loc, "graph.requantize needs 1 or ", channels,
                               " values in each list, but got ", n, " (C2)");
  types.push_back(RankedTensorType::get(x.getShape(), by.getType()));
  return success();
}

LogicalResult AddRequantizeOp::verify() {
  auto a = cast<RankedTensorType>(getA().getType()), y = cast<RankedTensorType>(getY().getType());
  if (!a.getElementType().isInteger(8) || !y.getElementType().isInteger(8) ||
      a.getShape() != y.getShape())  // C1
    return emitOpError("needs 8-bit integers of one shape, but got ")
           << a << " and " << y << " (C1)";
  if (getZeros().size() != 2 || getMultipliers().size() != 2 ||
      (getTies() && getTies()->size() != 3))
    return emitOpError("needs 2 zeros, 2 multipliers and 3 tie terms (C1)");
  int64_t shift = getShift();
  if (shift < 10 || shift > 29 ||
      255 * (std::abs(int64_t(getMultipliers()[0])) + std::abs(int64_t(getMultipliers()[1]))) +
              (int64_t(1) << (shift - 1)) >=
          (int64_t(1) << 31))  // C2
    return emitOpError("needs a shift in 10..29 and sums within 32 bits, but got shift ")
           << shift << " (C2)";
  auto [low, high] = rangeOf(a.getElementType());
  for (int32_t zero : getZeros())  // what bounds |a - zero| by 255
    if (zero < low || zero > high)
      return emitOpError("needs zeros within the range of ")
             << a.getElementType() << ", but got " << zero << " (C2)";
  auto [least, most] = rangeOf(y.getElementType());
  for (uint64_t bound : {getZero(), getLo(), getHi()})
    if (static_cast<int64_t>(bound) < least || static_cast<int64_t>(bound) > most)
      return emitOpError("needs zero, lo and hi within the range of ")
             << y.getElementType() << ", but got " << static_cast<int64_t>(bound) << " (C2)";
  return success();
}

}  // namespace pelemay::graph
