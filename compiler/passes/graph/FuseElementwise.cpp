//===- FuseElementwise.cpp - relu(conv(x)) needs no buffer of its own ----------------------------===//
//
// An element-wise op that is the only reader of a host's result becomes the last entry of the
// host's epilogue: the kernel applies it to each element before storing it.
//
//     %1 = graph.conv %0, %w              ==>   %1 = graph.conv %0, %w
//     %2 = graph.relu %1                            {epilogue = [#graph.apply<op = "relu">]}
//
// Saves one buffer and one walk over memory per op. Never changes a value. A second reader, a probe
// among them, keeps the result as it was. Behind a requantization the values are stored integers:
// a residual's sum (`add_requantize`) and a table (`lookup`) may follow. An epilogue is a template
// around a template, which costs compilers time and depth and the CPU stack: after kMostEntries the
// op begins a step of its own.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Quantized.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Origins.h"
#include "dialects/graph/Constants.h"
#include "llvm/ADT/TypeSwitch.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHFUSEELEMENTWISE
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

/// The operands of an element-wise op besides the extras of its own epilogue.
static OperandRange elementOperands(HostOp op) {
  return op->getOperands().drop_back(op.getExtrasMutable().size());
}

/// Whether `extra` holds one value for each of the last axis' `channels` once broadcast: 1x8x1x16
/// does not, 1x1x1x16 and 16 do.
static bool isByChannel(RankedTensorType extra, RankedTensorType result) {
  if (extra.getRank() == 0 || result.getRank() == 0) return false;
  return extra.getNumElements() == extra.getShape().back() &&
         extra.getShape().back() == result.getShape().back();
}

/// GCC nests 900 templates at most, and is slow long before; what people train has a handful of
/// element-wise ops in a row.
constexpr size_t kMostEntries = 16;

static size_t entriesOf(Operation* op) {
  auto epilogue = op->getAttrOfType<ArrayAttr>("epilogue");
  return epilogue ? epilogue.size() : 0;
}

/// The host that computes operand `position` of `op` for `op` alone and has room for it, or null.
static HostOp hostOf(Operation* op, unsigned position) {
  Value operand = op->getOperand(position);
  auto host = operand.getDefiningOp<HostOp>();
  bool fits = host && operand.hasOneUse() && operand.getType() == op->getResult(0).getType();
  return fits && entriesOf(host) + 1 + entriesOf(op) <= kMostEntries ? host : HostOp();
}

/// A residual is read while the host runs, so it must be there before: `other`, where it is, or a
/// constant made there. Else null.
static Value before(OpBuilder& builder, HostOp host, Value other) {
  Operation* source = other.getDefiningOp();
  if (!source || source->isBeforeInBlock(host)) return other;
  return isa<ConstantOp>(source) ? builder.clone(*source)->getResult(0) : Value();
}

/// The other operand of binary `op` as an extra of `host`: a tensor of the result's shape, or a
/// constant vector of channels. Null if the host's epilogue could not read it: none reads beside a
/// scalar.
static Value asExtra(OpBuilder& builder, HostOp op, HostOp host, Value other) {
  auto type = cast<RankedTensorType>(other.getType());
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  if (auto constant = other.getDefiningOp<ConstantOp>(); constant && isByChannel(type, result)) {
    auto vector = RankedTensorType::get({type.getNumElements()}, type.getElementType());
    ElementsAttr value = retyped(constant.getValue(), vector);
    if (!value) return {};
    auto extra = builder.create<ConstantOp>(constant.getLoc(), vector, value);
    if (Attribute origins = constant->getAttr(kOrigins)) extra->setAttr(kOrigins, origins);
    return extra;
  }
  return type == result && result.getRank() > 0 ? before(builder, host, other) : Value();
}

/// The host's epilogue followed by `op` and by whatever `op` has in its own.
static ArrayAttr joined(HostOp host, HostOp op, ApplyAttr apply, int64_t extras) {
  llvm::SmallVector<Attribute> all;
  if (ArrayAttr old = host.getEpilogueAttr()) llvm::append_range(all, old);
  all.push_back(apply);
  for (Attribute entry :
       op.getEpilogueAttr() ? op.getEpilogueAttr().getValue() : ArrayRef<Attribute>()) {
    auto next = cast<ApplyAttr>(entry);
    int64_t operand = next.getOperand() < 0 ? -1 : next.getOperand() + extras;
    all.push_back(ApplyAttr::get(op.getContext(), next.getOp(), operand, next.getSwapped(),
                                 next.getAttributes()));
  }
  return ArrayAttr::get(op.getContext(), all);
}

/// The scalar's parameters: all attributes of `op` but those any op may carry.
static DictionaryAttr parametersOf(Operation* op) {
  llvm::SmallVector<NamedAttribute> all;
  for (NamedAttribute attribute : op->getAttrDictionary())
    if (attribute.getName() != "epilogue" && attribute.getName() != kOrigins &&
        attribute.getName() != kQuant && attribute.getName() != kStaysFloat)
      all.push_back(attribute);
  return all.empty() ? DictionaryAttr() : DictionaryAttr::get(op->getContext(), all);
}

/// What `gone` was, `host` now is as well.
static void takeIdentity(HostOp host, Operation* gone) {
  joinOrigins(host, gone);
  if (Attribute quant = gone->getAttr(kQuant)) host->setAttr(kQuant, quant);
  if (Attribute why = gone->getAttr(kStaysFloat)) host->setAttr(kStaysFloat, why);
  gone->getResult(0).replaceAllUsesWith(host->getResult(0));
  gone->erase();
}

/// A requantization ends its host's epilogue: behind it the values are stored integers.
static void fuse(RequantizeOp op) {
  auto host = op.getX().getDefiningOp<HostOp>();
  if (!host || !op.getX().hasOneUse()) return;
  llvm::SmallVector<Attribute> all;
  if (ArrayAttr old = host.getEpilogueAttr()) llvm::append_range(all, old);
  all.push_back(op.getBy());
  host->setAttr("epilogue", ArrayAttr::get(op.getContext(), all));
  host->getResult(0).setType(op.getType());
  takeIdentity(host, op);
}

/// Tries to make `op` part of the host that computes its operand `position`.
static bool fuse(HostOp op, unsigned position) {
  HostOp host = hostOf(op, position);
  if (!host) return false;
  OpBuilder builder(host);
  int64_t operand = -1;
  if (elementOperands(op).size() == 2) {
    Value extra = asExtra(builder, op, host, op->getOperand(1 - position));
    if (!extra) return false;
    operand = host.getExtrasMutable().size();
    host.getExtrasMutable().append(extra);
  }
  auto apply = ApplyAttr::get(op.getContext(), builder.getStringAttr(op->getName().stripDialect()),
                              operand, position == 1, parametersOf(op));
  host->setAttr("epilogue", joined(host, op, apply, host.getExtrasMutable().size()));
  for (OpOperand& extra : op.getExtrasMutable()) host.getExtrasMutable().append(extra.get());
  takeIdentity(host, op);
  return true;
}

static void fuse(HostOp op) {
  if (cast<GraphOp>(op.getOperation()).getScalar().empty()) return;
  for (unsigned i = 0, n = elementOperands(op).size(); i < n; ++i)
    if (fuse(op, i)) return;
}

/// `op` on stored integers becomes the host's last entry, with `extra` as its operand.
static void fuseStored(Operation* op, HostOp host, Value extra, bool swapped,
                       DictionaryAttr parameters) {
  OpBuilder builder(host);
  int64_t operand = host.getExtrasMutable().size();
  host.getExtrasMutable().append(extra);
  llvm::SmallVector<Attribute> all;
  if (ArrayAttr old = host.getEpilogueAttr()) llvm::append_range(all, old);
  all.push_back(ApplyAttr::get(op->getContext(),
                               builder.getStringAttr(op->getName().stripDialect()), operand,
                               swapped, parameters));
  host->setAttr("epilogue", builder.getArrayAttr(all));
  takeIdentity(host, op);
}

/// A residual: the sum with another tensor of stored integers.
static void fuse(AddRequantizeOp op) {
  for (unsigned i : {0u, 1u}) {
    HostOp host = hostOf(op, i);
    OpBuilder builder(op.getContext());
    if (host) builder.setInsertionPoint(host);
    Value other = op->getOperand(1 - i);
    if (!host || other.getType() != op.getType()) continue;  // it is broadcast
    if (cast<RankedTensorType>(op.getType()).getRank() == 0)
      continue;  // none reads beside a scalar
    if (Value extra = before(builder, host, other))
      return fuseStored(op, host, extra, i == 1, parametersOf(op));
  }
}

static void fuse(LookupOp op) {
  HostOp host = hostOf(op, 0);
  if (!host || !op.getTable().getDefiningOp<ConstantOp>()) return;
  OpBuilder builder(host);
  fuseStored(op, host, before(builder, host, op.getTable()), /*swapped=*/false, DictionaryAttr());
}

namespace {
struct FuseElementwise : pelemay::impl::GraphFuseElementwiseBase<FuseElementwise> {
  void runOnOperation() override {
    llvm::SmallVector<Operation*> ops;
    getOperation().walk([&](Operation* op) { ops.push_back(op); });
    for (Operation* op : ops) {
      llvm::TypeSwitch<Operation*>(op).Case<RequantizeOp, AddRequantizeOp, LookupOp, HostOp>(
          [](auto op) { fuse(op); });
    }
  }
};
}  // namespace
