//===- Host.cpp - what an epilogue may hold ------------------------------------------------------===//
//
// An epilogue is read from the accumulator on: every entry maps one element type to the next, and
// only a requantization changes it. The types before it are known from the end: the last is the
// result's. Two entries work on stored integers, behind a requantization: a sum and a table.
//===---------------------------------------------------------------------------------------------===//
#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay::graph {

/// How many operands the element-wise op `name` has; 0 where there is none of this name.
static unsigned scalarOperands(MLIRContext* context, llvm::StringRef name) {
  auto info = RegisteredOperationName::lookup(("graph." + name).str(), context);
  auto* op = info ? info->getInterface<GraphOp>() : nullptr;
  if (!op || op->getScalar().empty()) return 0;
  return info->hasTrait<OpTrait::AtLeastNOperands<2>::Impl>() ? 2 : 1;
}

/// An epilogue's op has the parameters of its record, all of them, as floats.
static LogicalResult verifyParameters(HostOp op, ApplyAttr apply) {
  auto info = RegisteredOperationName::lookup(("graph." + apply.getOp().getValue()).str(),
                                              op->getContext());
  DictionaryAttr given = apply.getAttributes();
  size_t count = 0;
  for (StringAttr name : info->getAttributeNames()) {
    if (name == "epilogue") continue;
    ++count;
    if (!given || !given.getAs<FloatAttr>(name))
      return op->emitOpError("needs a float ")
             << name.getValue() << " for " << apply.getOp() << " in its epilogue";
  }
  if (given && given.size() != count)
    return op->emitOpError("needs ") << count << " parameters for " << apply.getOp()
                                     << " in its epilogue, but got " << given.size();
  return success();
}

/// Whether `extra` can be the other operand of an op applied to a result of type `result`.
static bool fitsResult(RankedTensorType extra, RankedTensorType result) {
  if (result.getRank() == 0) return false;
  if (extra.getShape() == result.getShape()) return true;
  return extra.getRank() == 1 && extra.getDimSize(0) == result.getShape().back();
}

std::optional<SumParameters> sumParametersOf(DictionaryAttr attributes) {
  if (!attributes || attributes.size() != (attributes.contains("ties") ? 7 : 6))
    return std::nullopt;
  auto zeros = attributes.getAs<DenseI32ArrayAttr>("zeros"),
       multipliers = attributes.getAs<DenseI32ArrayAttr>("multipliers");
  auto ties = attributes.getAs<DenseI64ArrayAttr>("ties");
  auto number = [&](llvm::StringRef name) { return attributes.getAs<IntegerAttr>(name); };
  if (!zeros || !multipliers || attributes.contains("ties") != bool(ties)) return std::nullopt;
  for (llvm::StringRef name : {"shift", "zero", "lo", "hi"})
    if (!number(name)) return std::nullopt;
  SumParameters sum{zeros,
                    multipliers,
                    number("shift").getInt(),
                    number("zero").getInt(),
                    number("lo").getInt(),
                    number("hi").getInt(),
                    {}};
  if (ties) sum.ties = ties.asArrayRef();
  return sum;
}

/// A sum with an extra of the result's type.
static LogicalResult verifySum(HostOp op, ApplyAttr apply, RankedTensorType extra, Type element) {
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  auto sum = sumParametersOf(apply.getAttributes());
  if (!sum || !element.isInteger(8))
    return op->emitOpError("needs zeros, multipliers, shift, zero, lo and hi for the 8-bit ")
           << "add_requantize in its epilogue";
  if (extra.getShape() != result.getShape() || extra.getElementType() != element)
    return op->emitOpError("needs an extra of the result's shape, of type ")
           << element << ", for the add_requantize in its epilogue, but got " << extra;
  return verifySum([&] { return op->emitOpError("in its epilogue "); }, element, element, *sum);
}

/// A table of 256 of the values it is for.
static LogicalResult verifyLookup(HostOp op, RankedTensorType extra, Type element) {
  if (element.isInteger(8) && extra == RankedTensorType::get({256}, element)) return success();
  return op->emitOpError("needs a table of 256 ")
         << element << " for the lookup in its epilogue, but got " << extra;
}

/// The two entries that stored integers may have; nothing where `apply` is neither.
static std::optional<LogicalResult> verifyStored(HostOp op, ApplyAttr apply, Type element,
                                                 llvm::BitVector& read) {
  bool sum = apply.getOp() == "add_requantize";
  if (!sum && apply.getOp() != "lookup") return std::nullopt;
  if (apply.getOperand() < 0 || apply.getOperand() >= static_cast<int64_t>(read.size()))
    return op->emitOpError("has ")
           << read.size() << " extras, but its epilogue reads number " << apply.getOperand();
  read.set(apply.getOperand());
  auto extra = cast<RankedTensorType>(op.getExtrasMutable()[apply.getOperand()].get().getType());
  return sum ? verifySum(op, apply, extra, element) : verifyLookup(op, extra, element);
}

/// Checks one #graph.apply on values of type `element`; `read` gains the extra it reads.
static LogicalResult verifyApply(HostOp op, ApplyAttr apply, Type element, llvm::BitVector& read) {
  if (auto stored = verifyStored(op, apply, element, read)) return *stored;
  unsigned operands = scalarOperands(op->getContext(), apply.getOp());
  if (operands == 0)
    return op->emitOpError("needs element-wise ops in its epilogue, but got ") << apply.getOp();
  if (failed(verifyParameters(op, apply))) return failure();
  if ((operands == 2) != (apply.getOperand() != -1))
    return op->emitOpError(
               "needs an operand for each binary op of its epilogue, and for no other, but ")
           << apply.getOp() << " has operand " << apply.getOperand();
  if (operands == 1) return success();
  if (apply.getOperand() < 0 || apply.getOperand() >= static_cast<int64_t>(read.size()))
    return op->emitOpError("has ")
           << read.size() << " extras, but its epilogue reads number " << apply.getOperand();
  read.set(apply.getOperand());
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  auto type = cast<RankedTensorType>(op.getExtrasMutable()[apply.getOperand()].get().getType());
  if (fitsResult(type, result) && type.getElementType() == element) return success();
  return op->emitOpError("needs extras of the result's shape or one value a channel, of type ")
         << element << ", but got " << type << " for a result " << result;
}

/// Each list of a requantization holds one value, or one for each of the result's channels.
static LogicalResult verifyRequantize(HostOp op, RequantizeAttr by) {
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  int64_t channels = result.getRank() ? result.getShape().back() : 1;
  for (int64_t n : {by.getMultiplier().size(), by.getShift().size(), by.getLo().size(),
                    by.getHi().size(), by.getTie() ? by.getTie().size() : 1})
    if (n != 1 && n != channels)
      return op->emitOpError("needs 1 or ")
             << channels << " values in each list of its requantization, but got " << n;
  return success();
}

LogicalResult verifyEpilogue(HostOp op) {
  ArrayAttr epilogue = op.getEpilogueAttr();
  llvm::BitVector read(op.getExtrasMutable().size());
  Type element = cast<RankedTensorType>(op->getResult(0).getType()).getElementType();
  for (Attribute entry :
       llvm::reverse(epilogue ? epilogue.getValue() : llvm::ArrayRef<Attribute>())) {
    if (auto by = dyn_cast<RequantizeAttr>(entry)) {
      if (failed(verifyRequantize(op, by))) return failure();
      element = IntegerType::get(op->getContext(), 32);
      continue;
    }
    auto apply = dyn_cast<ApplyAttr>(entry);
    if (!apply)
      return op->emitOpError("needs #graph.apply or #graph.requantize in its epilogue, but got ")
             << entry;
    if (failed(verifyApply(op, apply, element, read))) return failure();
  }
  if (!read.all())
    return op->emitOpError("has ")
           << read.size() << " extras, but its epilogue reads " << read.count();
  return success();
}

}  // namespace pelemay::graph
