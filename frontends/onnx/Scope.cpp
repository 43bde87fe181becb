#include "frontends/onnx/Scope.h"

#include "dialects/graph/Constants.h"
#include "dialects/graph/Graph.h"
#include "frontends/Locations.h"
#include "frontends/onnx/Names.h"

using namespace mlir;

namespace pelemay::onnx {

LogicalResult report(Location file, const Problem& problem) {
  Location loc = file;
  if (problem.kind == "node")
    loc = nodeLocation(file, problem.name);
  else if (!problem.kind.empty())
    loc = thingLocation(file, problem.kind, problem.name);
  InFlightDiagnostic diagnostic = emitError(loc) << problem.text;
  if (!problem.note.empty()) diagnostic.attachNote() << problem.note;
  if (!problem.help.empty()) diagnostic.attachNote() << "help: " << problem.help;
  return diagnostic;
}

Scope::Scope(func::FuncOp function, Location file, int64_t opset, Source& source)
    : file_(file),
      opset_(opset),
      source_(source),
      builder_(function.getContext()),
      block_(&function.getBody().front()) {
  builder_.setInsertionPointToEnd(block_);
}

const Scope::Meaning* Scope::find(llvm::StringRef name) const {
  auto found = meanings_.find(name);
  return found == meanings_.end() ? nullptr : &found->second;
}

bool Scope::define(llvm::StringRef name, Value value, llvm::StringRef kind) {
  return meanings_.try_emplace(name, Meaning{value, nullptr, kind}).second;
}

bool Scope::define(llvm::StringRef name, Tensor constant, llvm::StringRef kind) {
  if (meanings_.count(name)) return false;
  constants_.push_back(std::move(constant));
  meanings_[name] = Meaning{Value(), &constants_.back(), kind};
  return true;
}

RankedTensorType Scope::typeOf(const Meaning& meaning) const {
  return meaning.value ? cast<RankedTensorType>(meaning.value.getType())
                       : meaning.constant->type(context());
}

Value Scope::valueOf(llvm::StringRef name) {
  Meaning& meaning = meanings_.find(name)->second;
  if (!meaning.value && meaning.constant->bytes.empty()) return {};
  if (!meaning.value) meaning.value = constant(*meaning.constant, name);
  return meaning.value;
}

Value Scope::constant(const Tensor& tensor, llvm::StringRef name) {
  OpBuilder::InsertionGuard guard(builder_);
  if (lastConstant_)
    builder_.setInsertionPointAfter(lastConstant_);
  else
    builder_.setInsertionPointToStart(block_);
  Location loc = name.empty() ? file_ : thingLocation(file_, "tensor", name);
  RankedTensorType type = tensor.type(context());
  auto op = builder_.create<graph::ConstantOp>(
      loc, type, graph::makeElements(type, tensor.bytes, source_.holderOf(tensor.bytes)));
  if (!name.empty())
    op->setAttr(graph::kOrigins,
                builder_.getArrayAttr(graph::OriginAttr::get(
                    context(), builder_.getStringAttr("onnx"), builder_.getStringAttr("Constant"),
                    builder_.getStringAttr(name), DenseI64ArrayAttr())));
  lastConstant_ = op;
  return op.getY();
}

std::optional<Problem> contradiction(const Scope::Declared& declared, RankedTensorType type) {
  Type element = type.getElementType();
  bool fits = declared.element == 0 || elementName(declared.element) == elementName(element);
  if (declared.shape) {
    fits &= static_cast<int64_t>(declared.shape->size()) == type.getRank();
    for (size_t i = 0; fits && i < declared.shape->size(); ++i)
      fits = (*declared.shape)[i] == ShapedType::kDynamic ||
             (*declared.shape)[i] == type.getDimSize(static_cast<unsigned>(i));
  }
  if (fits) return std::nullopt;
  std::string text = elementName(declared.element);
  if (declared.shape) {
    text += " [";
    for (int64_t size : *declared.shape)
      text += (text.back() == '[' ? "" : ", ") +
              (size == ShapedType::kDynamic ? std::string("?") : std::to_string(size));
    text += "]";
  }
  return Problem{
      "needs the type that the model declares, " + text + ", but is " + titled(type),
      "if the latter is right, delete what the model declares (value_info, or the output's "
      "shape); else export it again"};
}

}  // namespace pelemay::onnx
