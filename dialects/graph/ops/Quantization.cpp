//===- Quantization.cpp - verifiers of the ops that know scales ----------------------------------===//
#include <cmath>

#include "dialects/graph/Constants.h"
#include "dialects/graph/Graph.h"
#include "mlir/Dialect/Traits.h"

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

/// A vector of 256 integers of so many bits.
static bool isTable(RankedTensorType type, unsigned width) {
  return type.getRank() == 1 && type.getDimSize(0) == 256 && type.getElementType().isInteger(width);
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

LogicalResult verifySum(llvm::function_ref<InFlightDiagnostic()> error, Type element, Type result,
                        const SumParameters& sum) {
  if (sum.zeros.size() != 2 || sum.multipliers.size() != 2 || (sum.ties && sum.ties->size() != 3))
    return error() << "needs 2 zeros, 2 multipliers and 3 tie terms (C1)";
  if (sum.shift < 10 || sum.shift > 29 ||
      255 * (std::abs(int64_t(sum.multipliers[0])) + std::abs(int64_t(sum.multipliers[1]))) +
              (int64_t(1) << (sum.shift - 1)) >=
          (int64_t(1) << 31))  // C2
    return error() << "needs a shift in 10..29 and sums within 32 bits, but got shift " << sum.shift
                   << " (C2)";
  auto [low, high] = rangeOf(element);
  for (int32_t zero : sum.zeros)  // what bounds |a - zero| by 255
    if (zero < low || zero > high)
      return error() << "needs zeros within the range of " << element << ", but got " << zero
                     << " (C2)";
  auto [least, most] = rangeOf(result);
  for (int64_t bound : {sum.zero, sum.lo, sum.hi})
    if (bound < least || bound > most)
      return error() << "needs zero, lo and hi within the range of " << result << ", but got "
                     << bound << " (C2)";
  return success();
}

LogicalResult AddRequantizeOp::verify() {
  auto a = cast<RankedTensorType>(getA().getType()), b = cast<RankedTensorType>(getB().getType()),
       y = cast<RankedTensorType>(getY().getType());
  llvm::SmallVector<int64_t> shape;
  if (!a.getElementType().isInteger(8) || a.getElementType() != b.getElementType() ||
      !y.getElementType().isInteger(8) ||
      !OpTrait::util::getBroadcastedShape(a.getShape(), b.getShape(), shape) ||
      y.getShape() != llvm::ArrayRef(shape))  // C1
    return emitOpError("needs 8-bit integers that broadcast to the result's shape, but got ")
           << a << ", " << b << " and " << y << " (C1)";
  return verifySum([&] { return emitOpError(); }, a.getElementType(), y.getElementType(),
                   {getZeros(), getMultipliers(), int64_t(getShift()), int64_t(getZero()),
                    int64_t(getLo()), int64_t(getHi()), getTies()});
}

LogicalResult MulRequantizeOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc,
                                                Adaptor op, llvm::SmallVectorImpl<Type>& types) {
  llvm::ArrayRef<int32_t> zeros = op.getZeros();
  if (zeros.size() != 2)
    return emitOptionalError(loc, "graph.mul_requantize needs 2 zeros, but got ", zeros.size(),
                             " (C1)");
  for (auto [operand, zero] : llvm::zip(op.getOperands(), zeros)) {
    auto type = dyn_cast<RankedTensorType>(operand.getType());
    if (!type || !type.getElementType().isInteger(8))
      return emitOptionalError(loc, "graph.mul_requantize needs 8-bit integers, but got ",
                               operand.getType(), " (C1)");
    auto [low, high] = rangeOf(type.getElementType());
    if (zero < low || zero > high)
      return emitOptionalError(loc, "graph.mul_requantize needs zeros within the range of ",
                               type.getElementType(), ", but got ", zero, " (C1)");
  }
  RequantizeAttr by = op.getBy();
  for (int64_t n : {by.getMultiplier().size(), by.getShift().size(), by.getLo().size(),
                    by.getHi().size(), by.getTie() ? by.getTie().size() : 1})
    if (n != 1)
      return emitOptionalError(loc, "graph.mul_requantize needs one value in each list, but got ",
                               n, " (C2)");
  auto a = cast<RankedTensorType>(op.getA().getType()),
       b = cast<RankedTensorType>(op.getB().getType());
  llvm::SmallVector<int64_t> shape;
  if (!OpTrait::util::getBroadcastedShape(a.getShape(), b.getShape(), shape))
    return emitOptionalError(loc, "graph.mul_requantize needs shapes that broadcast, but got ", a,
                             " and ", b);
  types.push_back(RankedTensorType::get(shape, by.getType()));
  return success();
}

LogicalResult LookupOp::inferReturnTypes(MLIRContext*, std::optional<Location> loc, Adaptor op,
                                         llvm::SmallVectorImpl<Type>& types) {
  auto x = dyn_cast<RankedTensorType>(op.getX().getType()),
       table = dyn_cast<RankedTensorType>(op.getTable().getType());
  if (!x || !table || !x.getElementType().isInteger(8) || !isTable(table, 8))
    return emitOptionalError(loc, "graph.lookup needs 8-bit integers and a table of 256, but got ",
                             op.getX().getType(), " and ", op.getTable().getType(), " (C1)");
  types.push_back(RankedTensorType::get(x.getShape(), table.getElementType()));
  return success();
}

/// C3: what the kernel multiplies and divides stays within 62 bits.
static LogicalResult verifyWork(SoftmaxRequantizeOp op, int64_t elements) {
  int64_t multiplier = op.getMultiplier(), shift = op.getShift(), most = int64_t(1) << 62;
  ElementsAttr table = constantOf(op.getTable());
  auto entries = table ? valuesOf<int32_t>(table) : FailureOr<std::vector<int32_t>>();
  if (table && (failed(entries) || entries->back() < 0 || entries->front() < 1 ||
                !llvm::is_sorted(llvm::reverse(*entries))))
    return op.emitOpError("needs a table that begins above 0 and does not ascend (C3)");
  int64_t first = table ? entries->front() : INT32_MAX;
  if (multiplier < 0 || shift < 0 || shift > 60 ||
      2 * first > most / std::max<int64_t>(multiplier, 1) ||
      elements > (most >> (shift + 1)) / first)
    return op.emitOpError("needs sums and products within 62 bits, but got multiplier ")
           << multiplier << " and shift " << shift << " for " << elements << " elements (C3)";
  return success();
}

LogicalResult SoftmaxRequantizeOp::verify() {
  auto x = cast<RankedTensorType>(getX().getType()), y = cast<RankedTensorType>(getY().getType()),
       table = cast<RankedTensorType>(getTable().getType());
  if (static_cast<int64_t>(getAxis()) < 0 || static_cast<int64_t>(getAxis()) >= x.getRank())
    return emitOpError("needs an axis of ") << x << ", but got " << int64_t(getAxis()) << " (C1)";
  if (!x.getElementType().isInteger(8) || !y.getElementType().isInteger(8) ||
      x.getShape() != y.getShape() || !isTable(table, 32))
    return emitOpError("needs 8-bit integers of one shape and a table of 256 i32, but got ")
           << x << ", " << y << " and " << table << " (C2)";
  auto [least, most] = rangeOf(y.getElementType());
  for (uint64_t bound : {getZero(), getLo(), getHi()})
    if (static_cast<int64_t>(bound) < least || static_cast<int64_t>(bound) > most)
      return emitOpError("needs zero, lo and hi within the range of ")
             << y.getElementType() << ", but got " << static_cast<int64_t>(bound) << " (C2)";
  return verifyWork(*this, x.getDimSize(getAxis()));
}

}  // namespace pelemay::graph
