//===- ReplayEvent.cpp - one event of a replay: reads, then writes -------------------------------===//
#include "compiler/analysis/KernelFacts.h"
#include "compiler/analysis/Replay.h"

using namespace mlir;

namespace pelemay::check {

/// The rows of an input that output row `row` reads, as far as they exist.
llvm::SmallVector<int64_t> Replay::rowsRead(const Step& step, unsigned input, int64_t row) const {
  llvm::SmallVector<int64_t> rows;
  arena::StepOp op = step.op;
  auto map = cast<arena::RowMapAttr>(op.getRowsAttr()[input]);
  int64_t height = step.inputs[input].height();
  if (map.getWhole()) {
    llvm::append_range(rows, llvm::seq<int64_t>(0, height));
    return rows;
  }
  int64_t first = row * map.getStride() - map.getPad();
  for (int64_t k = 0; k < map.getWindow(); ++k)
    if (int64_t r = first + k * map.getDilation(); r >= 0 && r < height) rows.push_back(r);
  return rows;
}

void Replay::event(Step& step) {
  int64_t row = !step.byRows ? -1 : step.down ? step.height - 1 - step.done : step.done;
  step.done = step.byRows ? step.done + 1 : step.height;
  Accesses reads, writes, scratch;
  for (unsigned i = 0; i < step.inputs.size(); ++i) {
    const Operand& input = step.inputs[i];
    if (!step.byRows)
      add(reads, input, i, input.whole());
    else
      for (int64_t r : rowsRead(step, i, row)) add(reads, input, i, input.row(r));
  }
  for (unsigned i = 0; i < step.outputs.size(); ++i) {
    const Operand& output = step.outputs[i];
    if (!step.byRows && output.storage().isRing()) {
      complain(step,
               step.name + " computes all of " + slot(output.slot()).name() +
                   " at once, but its ring keeps " + std::to_string(output.storage().kept()) +
                   " rows",
               {output.slot()}, "keep all rows");
      continue;
    }
    add(writes, output, i, step.byRows ? output.row(row) : output.whole());
  }
  for (unsigned i = 0; i < step.scratch.size(); ++i)
    add(scratch, step.scratch[i], i, step.scratch[i].whole());

  for (const Access& read : reads) checkRead(step, row, read);
  checkWrites(step, row, reads, writes);
  checkWrites(step, row, reads, scratch);
  for (const Access& each : scratch) write(step, each, /*scratch=*/true);
  for (const Access& each : writes) {
    for (const Access& other : scratch)
      if (each.space == other.space && each.piece.at < other.piece.at + other.piece.size &&
          other.piece.at < each.piece.at + each.piece.size &&
          step.complaints.insert(~each.position).second)
        complain(step,
                 step.name + " has scratch " + slot(other.operand->slot()).name() +
                     " where it writes " + slot(each.operand->slot()).name(),
                 {other.operand->slot(), each.operand->slot()});
    write(step, each, /*scratch=*/false);
  }
}

void Replay::add(Accesses& accesses, const Operand& operand, unsigned position,
                 const Pieces& pieces) const {
  const Placement::Slot& base = slot(operand.slot());
  for (const Piece& piece : pieces)
    accesses.push_back(
        {&operand, position, base.space, {base.begin + piece.at, piece.number, piece.size}});
}

/// Whether stretch [begin, end) of what is read holds what the data flow says.
bool Replay::isOwner(const Step& step, const Access& read, int64_t begin, int64_t end,
                     const Owner& owner) const {
  int number = read.operand->slot();
  if (owner.slot != number || owner.scratch || owner.shift != read.piece.at - read.piece.number)
    return false;
  if (arena::SlotOp(slot(number).op).getLife() != arena::Life::state) return true;
  // State has two meanings: what the last run left, for steps up to the one that writes it, then
  // the new.
  bool right = true;
  histories_[number].writers.visit(
      begin - owner.shift, end - owner.shift, [&](int64_t, int64_t, const Owner* writer) {
        int expected = writer && writer->step < step.number ? writer->step : -1;
        right &= owner.step == expected;
        return right;
      });
  return right;
}

void Replay::checkRead(Step& step, int64_t row, const Access& read) {
  int number = read.operand->slot();
  History& history = histories_[number];
  if (slot(number).storage.isRing())
    if (std::optional<int64_t> r = slot(number).storage.rowOf(read.piece.number);
        r && history.highest >= 0)
      history.rowsNeeded = std::max(
          history.rowsNeeded, 1 + (history.down ? *r - history.lowest : history.highest - *r));
  spaces_[read.space].visit(read.piece.at, read.piece.at + read.piece.size,
                            [&](int64_t begin, int64_t end, const Owner* owner) {
                              if (owner && isOwner(step, read, begin, end, *owner)) return true;
                              if (step.complaints.insert(read.position).second)
                                explainRead(step, row, read, begin, end, owner);
                              return false;
                            });
}

/// Whether two operands hold equally many elements of one size in the same order.
static bool haveSameForm(const Operand& a, const Operand& b, arena::SlotOp slotA,
                         arena::SlotOp slotB) {
  return a.type().getShape() == b.type().getShape() && a.pitch() == b.pitch() &&
         elementBytes(a.type().getElementType()) == elementBytes(b.type().getElementType()) &&
         slotA.getLayoutAttr() == slotB.getLayoutAttr() &&
         slotA.getMarginAttr() == slotB.getMarginAttr();
}

void Replay::checkWrites(Step& step, int64_t row, const Accesses& reads, const Accesses& writes) {
  auto overlap = [](const Access& a, const Access& b) {
    return a.space == b.space && a.piece.at < b.piece.at + b.piece.size &&
           b.piece.at < a.piece.at + a.piece.size;
  };
  for (const Access& write : writes) {
    int target = write.operand->slot();
    bool isScratch =
        llvm::any_of(step.scratch, [&](const Operand& each) { return &each == write.operand; });
    checkProtected(step, row, write);
    for (const Access& other : writes)
      if (&other > &write && overlap(write, other) &&
          step.complaints.insert(~write.position).second)
        complain(step,
                 step.name + " writes " + slot(target).name() + " and " +
                     slot(other.operand->slot()).name() + " to the same bytes",
                 {target, other.operand->slot()});
    for (const Access& read : reads) {
      int source = read.operand->slot();
      if (!overlap(write, read)) continue;
      bool exact =
          write.piece.at == read.piece.at && write.piece.size == read.piece.size && !isScratch;
      if (exact && mayWriteOver(step.op, read.position) &&
          haveSameForm(*write.operand, *read.operand, slot(target).op, slot(source).op))
        continue;
      if (!step.complaints.insert(~write.position).second) continue;
      complainOfClash(step, write, read, isScratch);
    }
  }
}

/// Inputs the caller wants back.
void Replay::checkProtected(Step& step, int64_t row, const Access& write) {
  spaces_[write.space].visit(
      write.piece.at, write.piece.at + write.piece.size,
      [&](int64_t begin, int64_t end, const Owner* owner) {
        if (!owner || owner->step >= 0 || !isProtected(slot(owner->slot).op)) return true;
        if (histories_[owner->slot].spoiled) return false;
        histories_[owner->slot].spoiled = true;
        complain(step,
                 step.name + " writes " +
                     nameOfRow(write.operand->slot(), write.piece.number, write.piece.size) +
                     " over " + placement_.describe(write.space, begin, end) + ", which hold " +
                     slot(owner->slot).name() + " and may not change",
                 {write.operand->slot(), owner->slot},
                 "an input that the run may overwrite says may_overwrite");
        return false;
      });
}

void Replay::write(const Step& step, const Access& access, bool scratch) {
  int number = access.operand->slot();
  const Piece& piece = access.piece;
  spaces_[access.space].set(piece.at, piece.at + piece.size,
                            {number, step.number, piece.at - piece.number, scratch});
  if (scratch) return;
  History& history = histories_[number];
  history.computed.set(piece.number, piece.number + piece.size, {number, step.number, 0, false});
  history.down = step.down;
  std::optional<int64_t> row = slot(number).storage.rowOf(piece.number);
  if (!row) return;
  history.highest = std::max(history.highest, *row);
  history.lowest = history.lowest < 0 ? *row : std::min(history.lowest, *row);
}

}  // namespace pelemay::check
