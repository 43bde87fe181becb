#include "dialects/graph/Graph.h"

#include "llvm/ADT/TypeSwitch.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"

using namespace mlir;

#include "dialects/graph/Dialect.cpp.inc"
#include "dialects/graph/Interfaces.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/graph/Attributes.cpp.inc"

namespace pelemay::graph {

void GraphDialect::initialize() {
  addAttributes();
  addElementOps();
  addLinearOps();
  addWindowOps();
  addShapeOps();
  addAggregationOps();
  addNormalizationOps();
  addQuantizationOps();
  addCreationOps();
}

void GraphDialect::addAttributes() {
  Dialect::addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/graph/Attributes.cpp.inc"
      >();
}

LogicalResult RequantizeAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError, Type type,
                                     DenseI32ArrayAttr multiplier, DenseI32ArrayAttr shift,
                                     int64_t zero, DenseI32ArrayAttr lo, DenseI32ArrayAttr hi,
                                     DenseI64ArrayAttr tie) {
  auto integer = llvm::dyn_cast<IntegerType>(type);
  if (!integer || integer.getWidth() < 1 || integer.getWidth() > 16)
    return emitError() << "requantizes to an integer of 1 to 16 bits, but got " << type;
  size_t channels = 1;
  auto fits = [&](size_t n) {
    if (n != 1 && channels != 1 && n != channels) return false;
    channels = std::max(channels, n);
    return n > 0;
  };
  if (!fits(multiplier.size()) || !fits(shift.size()) || !fits(lo.size()) || !fits(hi.size()) ||
      (tie && !fits(tie.size())))
    return emitError() << "needs one value, or one a channel, in each list";
  for (int32_t n : shift.asArrayRef())
    if (n < 1 || n > 62) return emitError() << "needs shifts in 1..62, but got " << n;
  int64_t low = integer.isUnsigned() ? 0 : -(int64_t(1) << (integer.getWidth() - 1));
  int64_t high = low + (int64_t(1) << integer.getWidth()) - 1;
  if (zero < low || zero > high)
    return emitError() << "needs a zero point within the range of " << type << ", but got " << zero;
  for (int32_t bound : lo.asArrayRef())
    if (bound < low || bound > high)
      return emitError() << "needs bounds within the range of " << type << ", but lo is " << bound;
  for (int32_t bound : hi.asArrayRef())
    if (bound < low || bound > high)
      return emitError() << "needs bounds within the range of " << type << ", but hi is " << bound;
  for (int64_t q : tie ? tie.asArrayRef() : llvm::ArrayRef<int64_t>())
    if (q < 0) return emitError() << "needs ties that are not negative, but got " << q;
  return success();
}

llvm::SmallVector<OriginAttr> originsOf(Operation* op) {
  llvm::SmallVector<OriginAttr> origins;
  if (auto all = op->getAttrOfType<ArrayAttr>(kOrigins))
    for (Attribute entry : all)  // any op may carry any attribute of this name: no verifier saw it
      if (auto origin = llvm::dyn_cast<OriginAttr>(entry)) origins.push_back(origin);
  return origins;
}

std::string nameOf(Operation* op) {
  auto origins = originsOf(op);
  if (origins.empty() || origins.back().getNode().empty())
    return op->getName().stripDialect().str();
  llvm::StringRef node = origins.back().getNode().getValue().ltrim('/');
  if (node.empty()) return op->getName().stripDialect().str();
  // "/conv1/Conv" is a PyTorch exporter's way to say conv1.
  auto [scope, last] = node.rsplit('/');
  if (!last.empty() && last.lower() == origins.back().getOp().getValue().lower())
    return scope.str();
  return node.str();
}

}  // namespace pelemay::graph
