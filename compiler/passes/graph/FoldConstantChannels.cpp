//===- FoldConstantChannels.cpp - channels that never vary are not computed -------------------===//
//
//     conv (8 channels, 5 of them always 3) -> requantize -> conv 1x1
//                       ==>  conv (3 channels) -> requantize -> conv 1x1, its bias 3 * w more
//
// A trained and quantized net has channels that can leave one value for no input. Which they are,
// and whether every reader can do without them, is compiler/analysis/ConstantChannels.h's question.
// Here weights, biases and the lists of the requantization lose their entries. The sums of the
// channels that are left are the same integers as before.
//===-----------------------------------------------------------------------------------------===//

#include "compiler/analysis/ConstantChannels.h"
#include "compiler/analysis/Evaluate.h"
#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Unread.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHFOLDCONSTANTCHANNELS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

static RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

static bool anyDropped(const StoredConv* each) {
  return each && llvm::is_contained(each->dropped, true);
}

/// The entries of `values`, `inner` elements each, whose channel stays.
template <class T>
static std::vector<T> kept(llvm::ArrayRef<T> values, const std::vector<bool>& dropped,
                           int64_t inner = 1) {
  std::vector<T> result;
  for (size_t i = 0; i < values.size(); ++i)
    if (!dropped[i / inner % dropped.size()]) result.push_back(values[i]);
  return result;
}

/// The lists of a requantization without the dropped channels.
static RequantizeAttr without(RequantizeAttr by, const std::vector<bool>& dropped) {
  Builder builder(by.getContext());
  auto list = [&](DenseI32ArrayAttr values) {
    return values.size() == 1 ? values
                              : builder.getDenseI32ArrayAttr(kept(values.asArrayRef(), dropped));
  };
  DenseI64ArrayAttr tie = by.getTie();
  if (tie && tie.size() > 1) tie = builder.getDenseI64ArrayAttr(kept(tie.asArrayRef(), dropped));
  return RequantizeAttr::get(by.getContext(), by.getType(), list(by.getMultiplier()),
                             list(by.getShift()), by.getZero(), list(by.getLo()), list(by.getHi()),
                             tie);
}

static RankedTensorType withChannels(RankedTensorType type, int64_t axis, int64_t channels) {
  llvm::SmallVector<int64_t> shape(type.getShape());
  shape[axis] = channels;
  return RankedTensorType::get(shape, type.getElementType());
}

namespace {
/// Weights and bias of one convolution while entries leave them.
struct Operands {
  std::vector<int8_t> w;
  std::vector<int32_t> b;
  RankedTensorType type;  // of w
};
}  // namespace

/// What the dropped channels of the input add to each sum becomes bias, and their weights go.
static void dropInputs(Operands& operands, const StoredConv& source) {
  int64_t inputs = operands.type.getShape().back();
  for (size_t i = 0; i < operands.w.size(); ++i) {
    int64_t c = i % inputs, o = i / (operands.w.size() / operands.b.size());
    if (source.dropped[c]) operands.b[o] += static_cast<int32_t>(operands.w[i] * *source.value[c]);
  }
  operands.w = kept(llvm::ArrayRef(operands.w), source.dropped);
  operands.type = withChannels(operands.type, 3, llvm::count(source.dropped, false));
}

static void dropOutputs(Operands& operands, const std::vector<bool>& dropped) {
  int64_t inner = operands.w.size() / dropped.size();
  operands.w = kept(llvm::ArrayRef(operands.w), dropped, inner);
  operands.b = kept(llvm::ArrayRef(operands.b), dropped);
  operands.type = withChannels(operands.type, 0, operands.b.size());
}

/// `source`: the convolution that computes the input, if it is one of ours.
static void rewrite(StoredConv& each, const StoredConv* source) {
  ConvOp conv = each.conv;
  Operands operands;
  operands.type = typeOf(conv.getW());
  operands.w = *valuesOf<int8_t>(constantOf(conv.getW()));
  operands.b.assign(each.channels, 0);
  if (conv.getB()) operands.b = *valuesOf<int32_t>(constantOf(conv.getB()));
  if (anyDropped(source) && !each.depthwise) dropInputs(operands, *source);
  if (anyDropped(&each)) dropOutputs(operands, each.dropped);

  OpBuilder builder(conv);
  int64_t channels = operands.b.size();
  ElementsAttr w = makeElements(operands.type, llvm::ArrayRef<int8_t>(operands.w));
  conv.getWMutable().assign(constantLike(builder, w, conv.getW().getDefiningOp()));
  auto type = RankedTensorType::get({channels}, builder.getI32Type());
  ElementsAttr b = makeElements(type, llvm::ArrayRef<int32_t>(operands.b));
  if (conv.getB())
    conv.getBMutable().assign(constantLike(builder, b, conv.getB().getDefiningOp()));
  else if (llvm::any_of(operands.b, [](int32_t value) { return value != 0; }))
    conv.getBMutable().assign(builder.create<ConstantOp>(conv.getLoc(), type, b));
  if (each.depthwise) conv.setGroups(channels);
  conv.getY().setType(withChannels(typeOf(conv.getY()), 3, channels));
  each.requantize.setByAttr(without(each.requantize.getBy(), each.dropped));
  each.requantize.getY().setType(withChannels(typeOf(each.requantize.getY()), 3, channels));
}

namespace {
struct FoldConstantChannels : pelemay::impl::GraphFoldConstantChannelsBase<FoldConstantChannels> {
  void runOnOperation() override {
    std::vector<StoredConv> all = constantChannelsOf(getOperation());
    llvm::DenseMap<Value, const StoredConv*> byResult;
    for (StoredConv& each : all) {
      auto source = byResult.lookup(each.conv.getX());
      if (anyDropped(&each) || anyDropped(source)) rewrite(each, source);
      byResult[each.requantize.getY()] = &each;
      folded += llvm::count(each.dropped, true);
    }
    eraseUnreadConstants(getOperation());
  }
};
}  // namespace
