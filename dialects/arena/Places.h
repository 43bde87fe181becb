//===- Places.h - a slot's bytes, with views resolved --------------------------------------------===//
#pragma once

#include "dialects/arena/Arena.h"

namespace pelemay::arena {

/// Where a slot value lies. Bytes are from the start of the memory; `offset` is absent until
/// solved.
struct Place {
  SlotOp base;
  int64_t at = 0;     // bytes from the base's first byte: not 0 only for views
  int64_t pitch = 0;  // elements from one pixel to the next; 0: side by side
  mlir::RankedTensorType type;

  bool isView() const { return at != 0 || type != SlotOp(base).getTensorType(); }
  std::optional<int64_t> offset() const {
    std::optional<uint64_t> of = SlotOp(base).getOffset();
    if (!of) return std::nullopt;
    return static_cast<int64_t>(*of) + at;
  }
};

/// Follows views down to the slot that owns the bytes.
Place placeOf(mlir::Value slot);

/// Elements from one pixel (the last axis) of a slot or view to the next.
int64_t pitchOf(mlir::Value slot);

/// Bytes of one row along the spatial axis 1 of `N, rows, ..`, margins included; of the whole
/// tensor where its rank is below 2.
int64_t rowBytes(SlotOp slot);

/// Bytes a slot occupies: the ring's rows only, margins included.
int64_t storedBytes(SlotOp slot);

}  // namespace pelemay::arena
