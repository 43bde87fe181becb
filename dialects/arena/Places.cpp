#include "dialects/arena/Places.h"

#include "dialects/graph/Constants.h"

using namespace mlir;

namespace pelemay::arena {

Place placeOf(Value slot) {
  Place place;
  place.type = cast<SlotType>(slot.getType()).getTensor();
  while (auto view = slot.getDefiningOp<ViewOp>()) {
    place.at += static_cast<int64_t>(view.getAt());
    if (view.getPitch()) place.pitch = static_cast<int64_t>(*view.getPitch());
    slot = view.getBase();
  }
  place.base = slot.getDefiningOp<SlotOp>();
  return place;
}

int64_t pitchOf(Value slot) {
  Place place = placeOf(slot);
  if (place.pitch != 0) return place.pitch;
  return place.type.getRank() == 0 ? 1 : place.type.getShape().back();
}

/// Element type in memory: the layout's, or the tensor's.
static Type storedType(SlotOp slot) {
  if (auto layout = slot.getLayoutAttr(); layout && layout.getStored()) return layout.getStored();
  return slot.getTensorType().getElementType();
}

int64_t rowBytes(SlotOp slot) {
  RankedTensorType type = slot.getTensorType();
  int64_t element = graph::bytesOf(storedType(slot));
  int64_t margin =
      slot.getMarginAttr() ? slot.getMarginAttr().getLeft() + slot.getMarginAttr().getRight() : 0;
  if (type.getRank() < 3) return type.getNumElements() * element;
  int64_t row = type.getDimSize(2) + margin;
  for (int64_t i = 3; i < type.getRank(); ++i) row *= type.getDimSize(i);
  return row * element;
}

int64_t storedBytes(SlotOp slot) {
  RankedTensorType type = slot.getTensorType();
  if (type.getRank() < 3) return rowBytes(slot);
  int64_t rows = slot.getRingAttr() ? slot.getRingAttr().getRows() : type.getDimSize(1);
  return type.getDimSize(0) * rows * rowBytes(slot);
}

}  // namespace pelemay::arena
