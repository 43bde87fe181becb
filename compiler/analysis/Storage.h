//===- Storage.h - where the bytes of a slot lie, counted anew -----------------------------------===//
//
// The checker's own arithmetic: from types, layouts, margins and rings alone, shared with nothing
// that plans. A byte of a slot is known by its *number*: its place if the slot kept every row of a
// ring. So a ring's slot 0 holds number 0, later number `rows * rowBytes`, and views and slices of
// a slot speak of the same numbers as the slot itself.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>
#include <string>

#include "dialects/arena/Arena.h"

namespace pelemay::check {

/// Bytes that lie next to each other in memory and in number.
struct Piece {
  int64_t at;  // from the slot's first byte
  int64_t number;
  int64_t size;
};
using Pieces = llvm::SmallVector<Piece, 1>;

/// Bytes of one element in memory; none for types that have no known size.
std::optional<int64_t> elementBytes(mlir::Type type);

class Storage {
 public:
  /// None, and why, for what cannot be counted.
  static std::optional<Storage> of(arena::SlotOp slot, std::string& why);

  int64_t bytes() const { return batch_ * kept_ * rowBytes_; }  // in memory
  int64_t numbers() const { return batch_ * rows_ * rowBytes_; }
  int64_t rowBytes() const { return rowBytes_; }
  int64_t kept() const { return kept_; }
  bool isRing() const { return kept_ < rows_; }
  bool isDense() const { return dense_; }  // logical order, no margin, the tensor's own type

  Pieces row(int64_t row) const;
  Pieces whole() const;
  /// Bytes [begin, end) of the tensor, counted without margins; dense or with margins, not
  /// permuted.
  Pieces range(int64_t begin, int64_t end) const;
  bool hasRange() const { return !permuted_ && !stored_; }

  /// The row that byte `number` belongs to; none where a slot has no rows of its own.
  std::optional<int64_t> rowOf(int64_t number) const;

 private:
  int64_t placeOfRow(int64_t row) const {
    return (row / rows_ * kept_ + row % rows_ % kept_) * rowBytes_;
  }

  int64_t batch_ = 1, rows_ = 1, kept_ = 1;
  int64_t rowBytes_ = 0, left_ = 0, pixels_ = 0;  // a row: margin, pixels, margin
  int64_t parts_ =
      1;  // of a row, apart from each other where axes lie before axis 1; 0: no rows, only a whole
  bool dense_ = true, permuted_ = false, stored_ = false;
};

/// A slot or a view as a step sees it: rows of its own type over the bytes of a base slot.
class Operand {
 public:
  /// `storage` must outlive this. None, and why, where a view does not fit its base.
  static std::optional<Operand> of(mlir::Value value, int slot, const Storage& storage,
                                   std::string& why);

  int slot() const { return slot_; }
  const Storage& storage() const { return *storage_; }
  mlir::RankedTensorType type() const { return type_; }
  int64_t at() const { return at_; }
  int64_t pitch() const { return pitch_; }  // bytes from pixel to pixel; 0: side by side
  int64_t batch() const { return type_.getRank() < 3 ? 1 : type_.getDimSize(0); }
  int64_t height() const { return type_.getRank() < 3 ? 1 : type_.getDimSize(1); }

  Pieces row(int64_t row) const;  // batch 1
  Pieces whole() const;

 private:
  Pieces bytes(int64_t begin, int64_t end) const;

  int slot_ = -1;
  const Storage* storage_ = nullptr;
  mlir::RankedTensorType type_;
  int64_t at_ = 0, bytes_ = 0;
  int64_t pixel_ = 0,
          pitch_ = 0;   // bytes of a pixel, and from one to the next where they lie apart
  bool asBase_ = true;  // the base's own rows, margins included
};

}  // namespace pelemay::check
