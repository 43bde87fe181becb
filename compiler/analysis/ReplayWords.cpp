//===- ReplayWords.cpp - how a replay tells what went wrong --------------------------------------===//
//
// Which step, for which of its rows, missed which row of which slot; the bytes; who owns them now
// and since when; and the cure, where one is known.
//===---------------------------------------------------------------------------------------------===//
#include "compiler/analysis/Replay.h"

#include "compiler/analysis/KernelFacts.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace pelemay::check {

static std::string number(int64_t value) { return std::to_string(value); }

std::string Replay::nameOfRow(int index, int64_t byte, int64_t size) const {
  std::optional<int64_t> row = slot(index).storage.rowOf(byte);
  return row && size <= slot(index).storage.rowBytes()
             ? "row " + number(*row) + " of " + slot(index).name()
             : slot(index).name();
}

std::string Replay::computing(const Step& step, int64_t row) const {
  return row < 0 || step.height == 1 ? "" : " for its row " + number(row);
}

std::string Replay::describeSlot(int index) const {
  const Placement::Slot& each = slot(index);
  std::string text = each.name() + " has " + placement_.describe(each.space, each.begin, each.end);
  if (each.storage.isRing())
    text += ": a ring of " + number(each.storage.kept()) + " rows of " +
            number(each.storage.rowBytes()) + " bytes";
  return text;
}

void Replay::complain(const Step& step, std::string text, llvm::ArrayRef<int> slots,
                      std::string help, int ring) {
  Violation violation{arena::StepOp(step.op).getLoc(), std::move(text), {}, std::move(help), ring};
  if (!stretch_.empty()) violation.notes.push_back({violation.where, stretch_});
  llvm::SmallSetVector<int, 2> distinct(slots.begin(), slots.end());
  for (int each : distinct) violation.notes.push_back({slot(each).where, describeSlot(each)});
  violations_.push_back(std::move(violation));
}

/// A visit that keeps the first owner it is shown.
static auto find(const ByteMap::Owner*& found) {
  return [&found](int64_t, int64_t, const ByteMap::Owner* known) {
    found = known;
    return false;
  };
}

void Replay::explainRead(Step& step, int64_t row, const Access& read, int64_t begin, int64_t end,
                         const Owner* owner) {
  int index = read.operand->slot();
  int64_t byte = begin - read.piece.at + read.piece.number;
  std::string needs =
      step.name + " needs " + nameOfRow(index, byte) + computing(step, row) + ", but ";
  const Owner *computed = nullptr, *writer = nullptr;
  histories_[index].computed.visit(byte, byte + 1, find(computed));
  histories_[index].writers.visit(byte, byte + 1, find(writer));
  if (arena::SlotOp(slot(index).op).getLife() == arena::Life::scratch)
    return complain(step, needs + "scratch keeps nothing from one event to the next", {index});
  if (!computed && !writer) return complain(step, needs + "no step computes it", {index});
  if (!computed) {
    const Step& late = steps_[writer->step];
    std::string help = stretch_.empty()
                           ? "put " + late.name + " first"
                           : "let the phases compute more rows of " + late.name + " before";
    return complain(step, needs + late.name + " has not computed it yet", {index}, help);
  }
  std::string where = placement_.describe(read.space, begin, end);
  if (!owner) return complain(step, needs + where + " hold nothing", {index});
  std::string since = owner->step < 0 ? " from the start"
                                      : " since " + steps_[owner->step].name +
                                            (owner->scratch ? " ran" : " wrote it");
  std::string what =
      (owner->scratch ? "scratch " : "") + nameOfRow(owner->slot, begin - owner->shift);
  if (owner->slot != index)
    return complain(step, needs + where + " hold " + what + since, {index, owner->slot},
                    owner->scratch ? "" : cureOfOverlap(step, read, owner->slot, owner->step));
  if (owner->shift == read.piece.at - read.piece.number)  // state, of the wrong run
    return complain(step,
                    needs + where + " hold its value " +
                        (owner->step < 0 ? "from before the run" : "of this run") + since,
                    {index});
  complain(step, needs + where + " hold " + what + since, {index}, "", index);
}

void Replay::explainEnd(int index, int64_t begin, int64_t end, int64_t byte, const Owner* owner) {
  const Owner *computed = nullptr, *writer = nullptr;
  histories_[index].computed.visit(byte, byte + 1, find(computed));
  histories_[index].writers.visit(byte, byte + 1, find(writer));
  std::string text = nameOfRow(index, byte) + " is not there at the end of the run: ";
  if (!computed && writer)
    text += steps_[writer->step].name + " has not computed it";
  else if (!computed)
    text += "no step computes it";
  else
    text += placement_.describe(slot(index).space, begin, end) +
            (owner ? " hold " + nameOfRow(owner->slot, begin - owner->shift) : " hold nothing");
  if (computed && owner && owner->step >= 0)
    text += " since " + steps_[owner->step].name + " wrote it";
  violations_.push_back({slot(index).where, text, {{slot(index).where, describeSlot(index)}}, ""});
}

void Replay::complainOfClash(const Step& step, const Access& write, const Access& read,
                             bool isScratch) {
  int target = write.operand->slot(), source = read.operand->slot();
  auto bytes = [&](const Access& access) {
    return placement_.describe(access.space, access.piece.at, access.piece.at + access.piece.size);
  };
  std::string what = isScratch ? "scratch " + slot(target).name()
                               : nameOfRow(target, write.piece.number, write.piece.size);
  std::string help =
      "only element-wise steps, epilogues and softmax may write onto what they read, each element "
      "onto its own";
  if (step.byRows && !isScratch && !mayWriteOver(step.op, read.position))
    help = cureOfOverlap(step, read, target, step.number);
  complain(step,
           step.name + " writes " + bytes(write) + " for " + what + " while it reads " +
               nameOfRow(source, read.piece.number, read.piece.size) + " from " + bytes(read),
           {target, source}, help);
}

/// The address from which on (upward: up to which) a step may put its result over the operand it
/// reads, when it runs in this direction: each event writes beyond every row that is read in it or
/// later.
std::optional<int64_t> Replay::limitInPlace(const Step& step, const Access& read, int target,
                                            bool down) const {
  const Placement::Slot& source = slot(read.operand->slot());
  int64_t to = slot(target).storage.rowBytes(), from = source.storage.rowBytes(), edge = 0;
  std::optional<int64_t> distance;
  bool first = true;
  for (int64_t i = 0; i < step.height; ++i) {
    int64_t y = down ? i : step.height - 1 - i;  // from the last event to the first
    for (int64_t r : rowsRead(step, read.position, y)) {
      int64_t end = (down ? r + 1 : r) * from;
      edge = first ? end : down ? std::max(edge, end) : std::min(edge, end);
      first = false;
    }
    if (first) continue;
    int64_t here = down ? edge - y * to : (y + 1) * to - edge;
    distance = distance ? std::max(*distance, here) : here;
  }
  if (!distance) return std::nullopt;
  return down ? source.begin + *distance : source.begin - *distance;
}

/// What to do about a result of `writer` that destroys what `step` still reads.
std::string Replay::cureOfOverlap(const Step& step, const Access& read, int target,
                                  int writer) const {
  std::string plain =
      "keep " + slot(target).name() + " off these bytes until " + step.name + " has read them";
  bool alone = writer == step.number && step.byRows && stretch_.empty() &&
               step.outputs.size() == 1 && step.outputs.front().slot() == target &&
               step.outputs.front().at() == 0 && read.operand->at() == 0 &&
               step.outputs.front().pitch() == 0 && read.operand->pitch() == 0 &&
               !slot(target).storage.isRing() && !slot(read.operand->slot()).storage.isRing();
  if (!alone) return plain;
  std::optional<int64_t> limit = limitInPlace(step, read, target, step.down);
  std::optional<int64_t> other = limitInPlace(step, read, target, !step.down);
  int64_t begin = slot(target).begin;
  if (other && (step.down ? begin <= *other : begin >= *other))
    return step.down ? "run it upward" : "run it downward";
  if (!limit || *limit < 0) return plain;
  return std::string("run ") + (step.down ? "downward, " : "upward, ") + slot(target).name() +
         " must begin at byte " + number(*limit) + (step.down ? " or above" : " or below");
}

}  // namespace pelemay::check
