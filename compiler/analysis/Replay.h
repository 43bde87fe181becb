//===- Replay.h - runs a plan event by event, with an owner for every byte -----------------------===//
//
// An event is one row of one step, or all of a step that has no rows. It demands that every byte it
// reads holds what the data flow says (the same byte of the same slot), that it writes nothing it
// reads except where its kernel may, and then owns what it wrote. Nothing but the program is asked:
// neither `live` nor whoever chose the offsets.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <deque>
#include <set>

#include "compiler/analysis/ByteMap.h"
#include "compiler/analysis/Placement.h"

namespace pelemay::check {

class Replay {
 public:
  Replay(arena::ProgramOp program, const Placement& placement, Violations& violations);

  void run();

 private:
  using Owner = ByteMap::Owner;

  struct Step {
    arena::StepOp op;
    int number;
    std::string name;
    std::vector<Operand> inputs, outputs, scratch;
    int64_t height = 1;
    bool byRows = false, down = false;
    int64_t done = 0;               // rows computed
    std::set<unsigned> complaints;  // operands complained of: the first time tells
  };

  /// What has happened to a slot.
  struct History {
    ByteMap writers;                    // by number of byte: the step that computes it, whenever
    ByteMap computed;                   // by number of byte: computed so far
    int64_t lowest = -1, highest = -1;  // rows computed so far
    bool down = false;
    int64_t rowsNeeded = 0;  // of a ring
    bool spoiled = false;    // complained of already
  };

  /// Bytes an event touches, at their addresses.
  struct Access {
    const Operand* operand;
    unsigned position;
    int space;
    Piece piece;  // `at` is an address
  };
  using Accesses = llvm::SmallVector<Access, 8>;

  /// Nothing may be written over it, ever: what the caller wants back, and what lies in flash.
  static bool isProtected(arena::SlotOp slot) {
    if (slot.getLife() == arena::Life::constant) return true;
    return slot.getLife() == arena::Life::input && !slot.getMayOverwrite();
  }

  Step& addStep(arena::StepOp op);
  void assignWriters(const Step& step);
  void ownFromStart();
  void runLayer(Step& step);
  void runStream(arena::StreamOp stream, llvm::ArrayRef<Step*> steps);
  void finish();
  bool checkEnd(int index, const Piece& piece);

  void event(Step& step);
  llvm::SmallVector<int64_t> rowsRead(const Step& step, unsigned input, int64_t row) const;
  void add(Accesses& accesses, const Operand& operand, unsigned position,
           const Pieces& pieces) const;
  void checkRead(Step& step, int64_t row, const Access& read);
  void checkWrites(Step& step, int64_t row, const Accesses& reads, const Accesses& writes);
  void checkProtected(Step& step, int64_t row, const Access& write);
  void write(const Step& step, const Access& access, bool scratch);
  bool isOwner(const Step& step, const Access& read, int64_t begin, int64_t end,
               const Owner& owner) const;

  void complain(const Step& step, std::string text, llvm::ArrayRef<int> slots,
                std::string help = "", int ring = -1);
  void explainRead(Step& step, int64_t row, const Access& read, int64_t begin, int64_t end,
                   const Owner* owner);
  void complainOfClash(const Step& step, const Access& write, const Access& read, bool isScratch);
  void explainEnd(int index, int64_t begin, int64_t end, int64_t number, const Owner* owner);
  std::string nameOfRow(int slot, int64_t number, int64_t size = 1) const;
  std::string computing(const Step& step, int64_t row) const;
  std::string describeSlot(int slot) const;
  std::optional<int64_t> limitInPlace(const Step& step, const Access& read, int target,
                                      bool down) const;
  std::string cureOfOverlap(const Step& step, const Access& read, int target, int writer) const;

  const Placement::Slot& slot(int number) const { return placement_.slots()[number]; }

  const Placement& placement_;
  Violations& violations_;
  std::deque<Step> steps_;
  std::vector<std::pair<mlir::Operation*, std::vector<Step*>>>
      order_;  // a step, or a stream of steps
  std::vector<ByteMap> spaces_;
  std::vector<History> histories_;
  std::string stretch_;  // of a stream: "phase 1 of stream 'a', repetition 2"
};

}  // namespace pelemay::check
