#include "frontends/nx/reader/Node.h"

#include <cmath>

#include "frontends/Locations.h"
#include "frontends/nx/reader/Table.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace pelemay::nx {

LogicalResult Node::read() {
  // The name comes first, so that all other errors can say it.
  for (llvm::StringRef key : {"op", "out"})
    if (!field_.value().is_object() || !field_.has(key))
      return field_.fail("an object with the keys \"op\", \"in\" and \"out\"");
  auto op = field_["op"].text();
  if (!op) return failure();
  if (op->empty() || op->size() > 64) return field_["op"].fail("an op's name of 1 to 64 bytes");
  op_ = *op;
  auto outs = field_["out"].list();
  if (!outs) return failure();
  if (outs->size() != 1)
    return field_["out"].fail("one result", std::to_string(outs->size()) + " of " + op_);
  const Field& out = outs->front();
  if (failed(out.needKeys({"id", "type", "shape"}, {"names"}))) return failure();
  auto id = out["id"].integer(0, INT64_MAX);
  if (!id) return failure();
  name_ = op_ + "_" + std::to_string(*id);
  field_ = field_.at(nodeLocation(scope_.file(), name_));

  if (failed(field_.needKeys({"op", "in", "out"}, {"attrs", "regions"}))) return failure();
  if (field_.has("regions"))
    return fail("an op without regions: none that has them can be imported", "\"regions\"");
  auto type = tensorType(out.at(loc()));
  if (!type) return failure();
  declared_ = *type;
  auto ins = field_["in"].list();
  if (!ins) return failure();
  for (const Field& in : *ins) {
    operands_.push_back(scope_.find(in));
    if (!operands_.back()) return failure();
  }
  return success();
}

LogicalResult Node::fail(const llvm::Twine& needed, const llvm::Twine& got) {
  InFlightDiagnostic error = emitError(loc()) << field_.path() << " (" << op_ << ") needs "
                                              << needed.str() << ", but got " << got.str();
  if (findImport(op_))
    error.attachNote() << "help: `pelemay explain " << op_ << "` says what it means";
  else
    error.attachNote() << "help: `pelemay explain` lists all ops";
  return error;
}

LogicalResult Node::needOperands(size_t count) {
  if (operands_.size() == count) return success();
  return fail(llvm::Twine(count) + (count == 1 ? " operand" : " operands"),
              llvm::Twine(operands_.size()));
}

LogicalResult Node::needElement(llvm::ArrayRef<llvm::StringRef> names) {
  std::string element = elementName(declared_.getElementType());
  if (llvm::is_contained(names, element)) return success();
  std::string list = llvm::join(names, " or ");
  return fail("a result of type " + list + ", as far as this op can be imported", element);
}

LogicalResult Node::needAttributes(llvm::ArrayRef<llvm::StringRef> names) {
  if (field_.has("attrs")) return field_["attrs"].needKeys(names);
  if (names.empty()) return success();
  return fail("the attribute \"" + names.front() + "\"", "no attributes");
}

LogicalResult Node::unifyTypes() {
  for (size_t i = 0; i < operands_.size(); ++i) {
    if (typeOf(i).getElementType() == declared_.getElementType()) continue;
    operands_[i] = converted(i, declared_.getElementType());
    if (!operands_[i]) return failure();
  }
  return success();
}

/// The number as a value of the type; null unless it is exactly that.
static Attribute exactly(double number, Type type) {
  if (type.isF32()) {
    bool exact = static_cast<double>(static_cast<float>(number)) == number;
    return exact ? FloatAttr::get(type, number) : Attribute();
  }
  auto integer = cast<IntegerType>(type);
  double least = integer.isUnsigned() ? 0 : -std::ldexp(1.0, integer.getWidth() - 1);
  bool exact = number == std::floor(number) && number >= least &&
               number < least + std::ldexp(1.0, integer.getWidth());
  return exact ? IntegerAttr::get(type, static_cast<int64_t>(number)) : Attribute();
}

Value Node::converted(size_t i, Type element) {
  auto constant = operands_[i].getDefiningOp<graph::ConstantOp>();
  Attribute exact;
  if (constant && typeOf(i).getRank() == 0) {
    auto value = cast<DenseElementsAttr>(constant.getValue());
    Type own = typeOf(i).getElementType();
    double number = own.isF32() ? value.getSplatValue<llvm::APFloat>().convertToDouble()
                    : own.isUnsignedInteger()
                        ? static_cast<double>(value.getSplatValue<llvm::APInt>().getZExtValue())
                        : static_cast<double>(value.getSplatValue<llvm::APInt>().getSExtValue());
    exact = exactly(number, element);
  }
  if (!exact)
    return (void)fail("operands of its result's type, " + elementName(element) +
                          ", or scalar constants that are exact in it",
                      titled(typeOf(i)) + " as operand " + llvm::Twine(i)),
           Value();
  scope_.converted.insert(constant);
  auto type = RankedTensorType::get({}, element);
  auto fresh = builder().create<graph::ConstantOp>(constant.getLoc(), type,
                                                   DenseElementsAttr::get(type, exact));
  if (Attribute origins = constant->getAttr(graph::kOrigins))
    fresh->setAttr(graph::kOrigins, origins);
  return fresh;
}

NamedAttribute Node::attribute(llvm::StringRef name, llvm::ArrayRef<int64_t> values) {
  return builder().getNamedAttr(name, builder().getDenseI64ArrayAttr(values));
}

Value Node::transpose(Value value, llvm::ArrayRef<int64_t> perm) {
  bool same = true;
  for (size_t i = 0; i < perm.size(); ++i) same &= perm[i] == static_cast<int64_t>(i);
  return same ? value : create<graph::TransposeOp>(value, attribute("perm", perm));
}

Value Node::reshape(Value value, llvm::ArrayRef<int64_t> shape) {
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getShape() == shape) return value;
  auto reshaped = RankedTensorType::get(shape, type.getElementType());
  return builder().create<graph::ReshapeOp>(loc(), reshaped, value);
}

Value Node::constant(ElementsAttr value) {
  return builder().create<graph::ConstantOp>(loc(), value.getType(), value);
}

Value Node::named(Value value) {
  auto text = [&](llvm::StringRef s) { return builder().getStringAttr(s); };
  auto origin = graph::OriginAttr::get(loc().getContext(), text("nx"), text(op_), text(name_), {});
  value.getDefiningOp()->setAttr(graph::kOrigins, builder().getArrayAttr(origin));
  return value;
}

LogicalResult Node::define(Value value) {
  if (!value) return failure();
  if (value.getType() != declared_)
    return fail("the declared type to be what the op gives, " + titled(value.getType()),
                titled(declared_));
  // A view that changes nothing is the operand itself and keeps its name.
  Operation* own = value.getDefiningOp();
  if (own && own->getLoc() == loc() && !own->hasAttr(graph::kOrigins)) named(value);
  return scope_.define(
      Field(field_.value().at("out").at(0).at("id"), field_.path() + ".out[0].id", loc()), value);
}

}  // namespace pelemay::nx
