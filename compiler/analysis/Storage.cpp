#include "compiler/analysis/Storage.h"

#include "dialects/arena/Places.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace pelemay::check {

std::optional<int64_t> elementBytes(Type type) {
  if (auto complex = dyn_cast<ComplexType>(type)) {
    std::optional<int64_t> half = elementBytes(complex.getElementType());
    return half ? std::optional<int64_t>(2 * *half) : std::nullopt;
  }
  if (!type.isIntOrFloat()) return std::nullopt;
  return (static_cast<int64_t>(type.getIntOrFloatBitWidth()) + 7) / 8;
}

/// The product of `sizes`; none beyond 2^62, so that sums of two stay in range.
static std::optional<int64_t> product(llvm::ArrayRef<int64_t> sizes) {
  int64_t all = 1;
  for (int64_t size : sizes)
    if (size < 0 || llvm::MulOverflow(all, size, all) || all > (int64_t{1} << 62))
      return std::nullopt;
  return all;
}

std::optional<Storage> Storage::of(arena::SlotOp slot, std::string& why) {
  auto refuse = [&](const char* reason) {
    why = reason;
    return std::optional<Storage>();
  };
  RankedTensorType type = slot.getTensorType();
  arena::LayoutAttr layout = slot.getLayoutAttr();
  arena::MarginAttr margin = slot.getMarginAttr();
  arena::RingAttr ring = slot.getRingAttr();
  if (!type.hasStaticShape()) return refuse("its shape is not static");
  if (layout && layout.getBlock() != 0)
    return refuse("blocked layouts are not known to the checker");
  Type stored = layout && layout.getStored() ? layout.getStored() : type.getElementType();
  std::optional<int64_t> element = elementBytes(stored);
  if (!element) return refuse("its elements have no known size");
  std::optional<int64_t> all = product(type.getShape());
  if (!all || !product({*all, *element})) return refuse("its size exceeds 2^62 bytes");

  Storage storage;
  storage.stored_ = stored != type.getElementType();
  auto order = llvm::to_vector(llvm::seq<int64_t>(0, type.getRank()));
  bool permuted = layout && llvm::ArrayRef<int64_t>(order) != layout.getOrder().asArrayRef();
  storage.permuted_ = permuted;
  bool plain = !permuted && !storage.stored_;
  if (type.getRank() < 3) {
    if (margin || ring) return refuse("margins and rings need rows: N, rows, ..");
    storage.rowBytes_ = storage.pixels_ = *all * *element;
    storage.dense_ = plain;
    return storage;
  }
  storage.batch_ = type.getDimSize(0);
  storage.rows_ = storage.kept_ = type.getDimSize(1);
  if (storage.batch_ < 1 || storage.rows_ < 1 || *all < 1)
    return refuse("it has an axis of size 0");
  int64_t pixel = *product(type.getShape().drop_front(3)) * *element;
  storage.pixels_ = type.getDimSize(2) * pixel;
  int64_t right = 0;
  if (margin) {
    if (margin.getLeft() < 0 || margin.getRight() < 0 || margin.getLeft() > (1 << 20) ||
        margin.getRight() > (1 << 20))
      return refuse("its margins are not between 0 and 2^20 pixels");
    if (permuted) return refuse("margins need rows in logical order");
    if (!product({pixel, margin.getLeft() + margin.getRight() + type.getDimSize(2), storage.batch_,
                  storage.rows_}))
      return refuse("its size exceeds 2^62 bytes");
    storage.left_ = margin.getLeft() * pixel;
    right = margin.getRight() * pixel;
  }
  storage.rowBytes_ = storage.left_ + storage.pixels_ + right;
  storage.dense_ = plain && storage.left_ == 0 && right == 0;
  if (permuted) {
    if (ring) return refuse("a ring needs its rows in logical order");
    for (int64_t axis : layout.getOrder().asArrayRef()) {
      if (axis == 1) break;
      storage.parts_ *= type.getDimSize(axis);
    }
    if (storage.batch_ != 1) storage.parts_ = 0;
    return storage;
  }
  if (!ring) return storage;
  if (ring.getAxis() != 1 || storage.batch_ != 1)
    return refuse("a ring needs axis 1 and a batch of 1");
  if (ring.getRows() < 1 || ring.getRows() > storage.rows_)
    return refuse("its ring keeps no row, or more than there are");
  if (ring.getPixels() != 0) return refuse("handing over by pixels is not known to the checker");
  if (ring.getStep() != 1)
    return refuse("rings that take several rows at a time are not known to the checker");
  if (ring.getPersists()) return refuse("rings that survive the run are not known to the checker");
  storage.kept_ = ring.getRows();
  return storage;
}

Pieces Storage::row(int64_t row) const {
  if (parts_ == 1) return {Piece{placeOfRow(row), row * rowBytes_, rowBytes_}};
  if (parts_ == 0) return whole();
  Pieces pieces;
  int64_t part = rowBytes_ / parts_;
  for (int64_t i = 0; i < parts_; ++i) {
    int64_t at = (i * rows_ + row) * part;
    pieces.push_back({at, at, part});
  }
  return pieces;
}

Pieces Storage::whole() const {
  if (!isRing()) return {Piece{0, 0, bytes()}};
  Pieces pieces;
  for (int64_t r = 0; r < rows_; ++r) pieces.push_back({placeOfRow(r), r * rowBytes_, rowBytes_});
  return pieces;
}

Pieces Storage::range(int64_t begin, int64_t end) const {
  assert(hasRange() && "a permuted slot has no bytes in logical order");
  if (dense_ && !isRing()) return {Piece{begin, begin, end - begin}};
  Pieces pieces;
  while (begin < end) {
    int64_t row = begin / pixels_, from = begin % pixels_;
    int64_t size = std::min(end - begin, pixels_ - from);
    pieces.push_back({placeOfRow(row) + left_ + from, row * rowBytes_ + left_ + from, size});
    begin += size;
  }
  return pieces;
}

std::optional<int64_t> Storage::rowOf(int64_t number) const {
  if (rows_ == 1 || batch_ != 1 || parts_ == 0) return std::nullopt;
  return number / (rowBytes_ / parts_) % rows_;
}

std::optional<Operand> Operand::of(Value value, int slot, const Storage& storage,
                                   std::string& why) {
  arena::Place place = arena::placeOf(value);
  RankedTensorType base = arena::SlotOp(place.base).getTensorType();
  Operand operand;
  operand.slot_ = slot;
  operand.storage_ = &storage;
  operand.type_ = place.type;
  operand.at_ = place.at;
  std::optional<int64_t> element = elementBytes(place.type.getElementType());
  std::optional<int64_t> all =
      place.type.hasStaticShape() ? product(place.type.getShape()) : std::nullopt;
  if (!element || !all || !product({*all, *element})) {
    why = "its size is not known";
    return std::nullopt;
  }
  operand.bytes_ = *all * *element;
  int64_t baseElement = *elementBytes(base.getElementType());
  if (place.at == 0 && place.pitch == 0 && place.type.getShape() == base.getShape() &&
      *element == baseElement)
    return operand;
  operand.asBase_ = false;
  int64_t room = base.getNumElements() * baseElement, span = operand.bytes_;
  if (place.pitch != 0) {
    int64_t channels = place.type.getRank() == 0 ? 1 : place.type.getShape().back();
    operand.pixel_ = channels * *element;
    if (*all < 1 || place.pitch < channels || !product({*all, place.pitch, *element})) {
      why = "its pixels overlap, or there are none";
      return std::nullopt;
    }
    operand.pitch_ = place.pitch * *element;
    span = (*all / channels - 1) * operand.pitch_ + operand.pixel_;
  }
  if (place.at < 0 || place.at > room || span > room - place.at)
    why = "it reaches beyond its base";
  else if (!storage.hasRange())
    why = "its base is not stored in logical order";
  else
    return operand;
  return std::nullopt;
}

Pieces Operand::row(int64_t row) const {
  assert(batch() == 1 && "rows of a batch are not counted");
  if (asBase_) return storage_->row(row);
  int64_t size = bytes_ / height();
  return bytes(row * size, (row + 1) * size);
}

Pieces Operand::whole() const { return asBase_ ? storage_->whole() : bytes(0, bytes_); }

/// Bytes [begin, end) of the operand, whole pixels where these lie apart.
Pieces Operand::bytes(int64_t begin, int64_t end) const {
  if (pitch_ == 0) return storage_->range(at_ + begin, at_ + end);
  Pieces pieces;
  for (; begin < end; begin += pixel_) {
    int64_t from = at_ + begin / pixel_ * pitch_;
    llvm::append_range(pieces, storage_->range(from, from + pixel_));
  }
  return pieces;
}

}  // namespace pelemay::check
