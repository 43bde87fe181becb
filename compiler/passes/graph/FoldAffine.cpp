//===- FoldAffine.cpp - a batch normalization is part of the convolution before it ---------------===//
//
//     conv(x, w, b) -> mul s -> add t     ==>   conv(x, w * s, b * s + t)
//
// Sums, differences, products and quotients with one constant a channel (or one for all) that stand
// directly behind a convolution or a product become part of its weights and bias. The factors of a
// chain are multiplied in double and round once, so the result differs from the model's by no more
// than the order of summation does. Floats only; a second reader, a probe among them, keeps what it
// reads.
//===---------------------------------------------------------------------------------------------===//

#include <cmath>

#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Origins.h"
#include "compiler/passes/graph/Unread.h"
#include "dialects/graph/Constants.h"
#include "llvm/ADT/TypeSwitch.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHFOLDAFFINE
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

namespace {

/// y * scale + shift, by channel.
struct Affine {
  std::vector<double> scale, shift;
  explicit Affine(size_t channels) : scale(channels, 1.0), shift(channels, 0.0) {}

  bool scales() const {
    return llvm::any_of(scale, [](double each) { return each != 1.0; });
  }
};

/// A constant's values for each of `channels`; empty if it is none, or not one a channel.
std::vector<float> byChannel(Value value, size_t channels) {
  ElementsAttr constant = constantOf(value);
  if (!constant || !constant.getElementType().isF32()) return {};
  auto type = cast<RankedTensorType>(constant.getType());
  bool one = type.getNumElements() == 1;
  bool vector = type.getRank() > 0 && type.getNumElements() == type.getShape().back() &&
                type.getNumElements() == static_cast<int64_t>(channels);
  if (!one && !vector) return {};
  FailureOr<std::vector<float>> values = valuesOf<float>(constant);
  if (failed(values)) return {};
  if (one) values->assign(channels, values->front());
  return std::move(*values);
}

/// What `op` does to its operand `position`, put behind `affine`; false if it is no such op or
/// leaves the finite numbers.
bool append(Affine& affine, HostOp op, unsigned position) {
  if (op.getEpilogueAttr() || op->getNumOperands() != 2) return false;
  std::vector<float> other = byChannel(op->getOperand(1 - position), affine.scale.size());
  if (other.empty()) return false;
  Affine next = affine;
  for (size_t c = 0; c < other.size(); ++c) {
    double value = other[c], &scale = next.scale[c], &shift = next.shift[c];
    if (isa<AddOp>(op)) {
      shift += value;
    } else if (isa<MulOp>(op)) {
      scale *= value;
      shift *= value;
    } else if (isa<SubOp>(op)) {
      shift = position == 0 ? shift - value : value - shift;
      scale = position == 0 ? scale : -scale;
    } else if (isa<DivOp>(op) && position == 0) {
      scale /= value;
      shift /= value;
    } else {
      return false;
    }
    if (!std::isfinite(static_cast<float>(scale)) || !std::isfinite(static_cast<float>(shift)))
      return false;
  }
  affine = std::move(next);
  return true;
}

/// The op behind `op` that reads it alone, with the operand by which it does.
std::pair<HostOp, unsigned> readerOf(Operation* op) {
  Value y = op->getResult(0);
  if (!y.hasOneUse()) return {};
  OpOperand& use = *y.getUses().begin();
  auto reader = dyn_cast<HostOp>(use.getOwner());
  bool same = reader && reader->getResult(0).getType() == y.getType();
  return same ? std::pair(reader, use.getOperandNumber()) : std::pair<HostOp, unsigned>();
}

bool areFinite(ArrayRef<float> values) {
  return llvm::all_of(values, [](float value) { return std::isfinite(value); });
}

/// New weights and bias of a conv or linear whose first axis of weights is the output channel.
/// False, and nothing is changed, where one of them would leave the finite numbers.
template <class Op>
bool rewrite(Op op, const Affine& affine) {
  ElementsAttr w = constantOf(op.getW());
  size_t channels = affine.scale.size();
  std::vector<float> weights, bias(channels, 0.0f);
  if (affine.scales()) {
    weights = std::move(*valuesOf<float>(w));
    size_t each = weights.size() / channels;
    for (size_t i = 0; i < weights.size(); ++i)
      weights[i] = static_cast<float>(weights[i] * affine.scale[i / each]);
  }
  if (op.getB()) bias = std::move(*valuesOf<float>(constantOf(op.getB())));
  for (size_t c = 0; c < channels; ++c)
    bias[c] = static_cast<float>(bias[c] * affine.scale[c] + affine.shift[c]);
  if (!areFinite(weights) || !areFinite(bias)) return false;

  OpBuilder builder(op);
  if (affine.scales()) {
    ElementsAttr scaled =
        makeElements(cast<RankedTensorType>(w.getType()), ArrayRef<float>(weights));
    op.getWMutable().assign(constantLike(builder, scaled, op.getW().getDefiningOp()));
  }
  auto type = RankedTensorType::get({static_cast<int64_t>(channels)}, w.getElementType());
  ElementsAttr made = makeElements(type, ArrayRef<float>(bias));
  Value constant = op.getB() ? constantLike(builder, made, op.getB().getDefiningOp())
                             : builder.create<ConstantOp>(op.getLoc(), type, made).getY();
  op.getBMutable().assign(constant);
  return true;
}

template <class Op>
void fold(Op op) {
  ElementsAttr w = constantOf(op.getW());
  bool floats = w && w.getElementType().isF32();
  if (!floats || op.getEpilogueAttr() || !op.getExtras().empty()) return;
  if (op.getB() && !constantOf(op.getB())) return;
  Affine affine(static_cast<size_t>(cast<RankedTensorType>(w.getType()).getDimSize(0)));
  llvm::SmallVector<HostOp> gone;
  for (auto [next, position] = readerOf(op); next && append(affine, next, position);
       std::tie(next, position) = readerOf(next))
    gone.push_back(next);
  if (gone.empty() || !rewrite(op, affine)) return;
  for (HostOp each : gone) {
    joinOrigins(op, each);
    if (Attribute quant = each->getAttr(kQuant)) op->setAttr(kQuant, quant);
  }
  gone.back()->getResult(0).replaceAllUsesWith(op.getY());
  for (HostOp each : llvm::reverse(gone)) each->erase();
}

struct FoldAffine : pelemay::impl::GraphFoldAffineBase<FoldAffine> {
  void runOnOperation() override {
    llvm::SmallVector<Operation*> hosts;
    getOperation().walk([&](Operation* op) {
      if (isa<ConvOp, LinearOp>(op)) hosts.push_back(op);
    });
    for (Operation* op : hosts)
      llvm::TypeSwitch<Operation*>(op).Case<ConvOp, LinearOp>([](auto host) { fold(host); });
    eraseUnreadConstants(getOperation());
  }
};

}  // namespace
