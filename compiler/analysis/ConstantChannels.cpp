#include "compiler/analysis/ConstantChannels.h"

#include <set>

#include "dialects/graph/Constants.h"
#include "pelemay/requantize.h"

using namespace mlir;

namespace pelemay {

using namespace graph;

static RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

static std::optional<StoredConv> storedConv(RequantizeOp requantize) {
  StoredConv result;
  result.conv = requantize.getX().getDefiningOp<ConvOp>();
  result.requantize = requantize;
  bool fits = result.conv && result.conv.getY().hasOneUse() && !result.conv.getEpilogueAttr() &&
              typeOf(result.conv.getX()).getElementType().isInteger(8) &&
              typeOf(result.conv.getW()).getElementType().isSignlessInteger(8) &&
              constantOf(result.conv.getW()) &&
              (!result.conv.getB() || constantOf(result.conv.getB()));
  if (!fits) return std::nullopt;
  int64_t groups = result.conv.getGroups();
  result.channels = typeOf(result.conv.getY()).getShape().back();
  result.depthwise = groups > 1 && groups == typeOf(result.conv.getX()).getShape().back() &&
                     groups == result.channels;
  return result;
}

template <class T>
static T entryOf(llvm::ArrayRef<T> list, int64_t channel) {
  return list[list.size() > 1 ? channel : 0];
}

//===- Values --------------------------------------------------------------------------------===//

/// What the requantization makes of one sum.
static int64_t requantized(RequantizeAttr by, int64_t channel, int64_t sum) {
  int64_t tie = by.getTie() ? entryOf(by.getTie().asArrayRef(), channel) : 0;
  auto formula = rt::requantize(rt::one(entryOf(by.getMultiplier().asArrayRef(), channel)),
                                rt::one(entryOf(by.getShift().asArrayRef(), channel)),
                                static_cast<int32_t>(by.getZero()),
                                rt::one(entryOf(by.getLo().asArrayRef(), channel)),
                                rt::one(entryOf(by.getHi().asArrayRef(), channel)), rt::one(tie));
  return formula(static_cast<int32_t>(sum), 0, 0, 0);
}

/// For each output along one axis, which of the window's elements lie within the input.
static std::set<std::vector<bool>> insidesOf(ConvOp conv, int axis) {
  int64_t size = typeOf(conv.getX()).getDimSize(1 + axis),
          outputs = typeOf(conv.getY()).getDimSize(1 + axis),
          window = typeOf(conv.getW()).getDimSize(1 + axis),
          dilation = conv.getDilation() ? (*conv.getDilation())[axis] : 1;
  std::set<std::vector<bool>> all;
  for (int64_t out = 0; out < outputs; ++out) {
    std::vector<bool> inside;
    for (int64_t k = 0; k < window; ++k) {
      int64_t at = out * conv.getStride()[axis] - conv.getPad()[axis] + k * dilation;
      inside.push_back(at >= 0 && at < size);
    }
    all.insert(inside);
  }
  return all;
}

/// The value of a depthwise channel whose input always is `x`: the same wherever the window lies.
static std::optional<int64_t> depthwiseValue(const StoredConv& each, int64_t channel, int64_t x,
                                             const std::vector<int8_t>& w,
                                             const std::vector<int32_t>& b) {
  ConvOp conv = each.conv;
  RequantizeOp requantize = each.requantize;
  int64_t fill = conv.getFill(), columns = typeOf(conv.getW()).getDimSize(2),
          taps = typeOf(conv.getW()).getDimSize(1) * columns;
  std::optional<int64_t> value;
  auto columnsInside = insidesOf(conv, 1);
  for (const std::vector<bool>& rows : insidesOf(conv, 0))
    for (const std::vector<bool>& cols : columnsInside) {
      int64_t sum = b.empty() ? 0 : b[channel];
      for (int64_t k = 0; k < taps; ++k)
        sum += w[channel * taps + k] * (rows[k / columns] && cols[k % columns] ? x : fill);
      int64_t y = requantized(requantize.getBy(), channel, sum);
      if (value && *value != y) return std::nullopt;
      value = y;
    }
  return value;
}

/// Constants by the requantization's own lists, and those a depthwise convolution passes on.
static void findValues(StoredConv& each, const StoredConv* source) {
  RequantizeAttr by = each.requantize.getBy();
  each.value.resize(each.channels);
  std::vector<int8_t> w;
  std::vector<int32_t> b;
  if (source && each.depthwise) {
    w = *valuesOf<int8_t>(constantOf(each.conv.getW()));
    if (each.conv.getB()) b = *valuesOf<int32_t>(constantOf(each.conv.getB()));
  }
  for (int64_t c = 0; c < each.channels; ++c) {
    int64_t lo = entryOf(by.getLo().asArrayRef(), c), hi = entryOf(by.getHi().asArrayRef(), c);
    if (lo == hi)
      each.value[c] = lo;
    else if (!w.empty() && source->value[c])
      each.value[c] = depthwiseValue(each, c, *source->value[c], w, b);
  }
}

//===- Who needs them ------------------------------------------------------------------------===//

/// Whether `reader` can do without input channel `c`, whose value is `value` if it has one.
static bool isDispensable(const StoredConv& reader, int64_t c, std::optional<int64_t> value) {
  ConvOp conv = reader.conv;
  if (reader.depthwise) return reader.dropped[c];
  if (conv.getGroups() != 1 || conv.getPlanar() || !value) return false;
  bool padded = llvm::any_of(conv.getPad(), [](int64_t pad) { return pad != 0; });
  return !padded || *value == static_cast<int64_t>(conv.getFill());
}

namespace {

/// All convolutions, and what each reads and is read by.
class Net {
 public:
  explicit Net(func::FuncOp func) {
    func.walk([&](RequantizeOp requantize) {
      auto found = storedConv(requantize);
      if (!found) return;
      findValues(*found, sourceOf(*found));
      byResult_[requantize.getY()] = bySums_[found->conv.getY()] = all_.size();
      all_.push_back(*found);
      kept_.emplace_back(found->channels, false);
    });
  }

  /// What is dropped of one is dropped of its neighbours: repeated until all agree.
  std::vector<StoredConv> agreed() {
    do {
      for (size_t i = all_.size(); i-- > 0;) decide(i);
    } while (keepMore());
    return std::move(all_);
  }

 private:
  StoredConv* sourceOf(StoredConv& each) {
    auto found = byResult_.find(each.conv.getX());
    bool channelsLast = found != byResult_.end() && !each.conv.getPlanar();
    return channelsLast ? &all_[found->second] : nullptr;
  }

  /// Its readers have been decided before.
  void decide(size_t number) {
    StoredConv& each = all_[number];
    Value y = each.requantize.getY();
    // What nobody reads at all is not ours to remove.
    each.dropped.assign(each.channels, !y.use_empty());
    for (OpOperand& use : y.getUses()) {
      auto conv = dyn_cast<ConvOp>(use.getOwner());
      auto reader = conv && use.getOperandNumber() == 0 ? bySums_.find(conv.getY()) : bySums_.end();
      for (int64_t c = 0; c < each.channels; ++c)
        if (each.dropped[c])
          each.dropped[c] = !kept_[number][c] && reader != bySums_.end() &&
                            isDispensable(all_[reader->second], c, each.value[c]);
    }
  }

  /// Marks channels that must stay though nobody needs them. False once there is no new one.
  bool keepMore() {
    bool more = false;
    for (size_t i = 0; i < all_.size(); ++i) {
      StoredConv& each = all_[i];
      auto keep = [&](int64_t c) {
        more |= !kept_[i][c];
        kept_[i][c] = true;
      };
      StoredConv* source = sourceOf(each);
      for (int64_t c = 0; c < each.channels; ++c) {
        if (!each.dropped[c]) continue;
        // Groups have as many channels as each other; a depthwise channel goes with its input's.
        bool free = each.conv.getGroups() == 1 || (each.depthwise && source && source->dropped[c]);
        if (!free) keep(c);
      }
      if (!llvm::is_contained(each.dropped, false)) keep(0);  // a tensor has one channel at least
    }
    return more;
  }

  std::vector<StoredConv> all_;
  std::vector<std::vector<bool>> kept_;
  llvm::DenseMap<Value, size_t> byResult_, bySums_;
};

}  // namespace

std::vector<StoredConv> constantChannelsOf(func::FuncOp func) { return Net(func).agreed(); }

}  // namespace pelemay
