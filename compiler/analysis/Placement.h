//===- Placement.h - the slots of a program at their addresses -----------------------------------===//
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/analysis/Storage.h"

namespace pelemay::check {

/// Something a plan does wrong.
struct Violation {
  mlir::Location where;
  std::string text;
  llvm::SmallVector<std::pair<mlir::Location, std::string>, 2> notes;
  std::string help;  // the cure, if known
  int shortRing =
      -1;  // the slot whose ring lost a row: how many it needs is known after the replay
};
using Violations = std::vector<Violation>;

/// Each memory is a space of addresses; so is each buffer of the caller.
class Placement {
 public:
  struct Slot {
    mlir::Location where;
    arena::SlotOp op;
    Storage storage;
    int space;
    int64_t begin, end;  // in its space

    std::string name() const { return "'" + arena::SlotOp(op).getName().str() + "'"; }
  };

  /// Counts every slot anew and says what cannot be where it is: beyond its memory, not aligned,
  /// without an offset. When it finds nothing, every operand of every step has a place.
  Placement(arena::ProgramOp program, Violations& violations);

  llvm::ArrayRef<Slot> slots() const { return slots_; }
  int spaces() const { return static_cast<int>(spaces_.size()); }

  Operand operand(mlir::Value value) const { return operands_.find(value)->second; }

  /// "bytes [0, 16) of memory 'sram'".
  std::string describe(int space, int64_t begin, int64_t end) const;

 private:
  void add(arena::SlotOp slot, Violations& violations);
  void addOperand(mlir::Value value, Violations& violations);
  void checkPeaks(Violations& violations) const;

  arena::ProgramOp program_;
  std::vector<Slot> slots_;
  std::vector<std::string> spaces_;  // by number: the memories first
  llvm::DenseMap<mlir::Operation*, int> numbers_;
  llvm::DenseMap<mlir::Value, Operand> operands_;
};

}  // namespace pelemay::check
