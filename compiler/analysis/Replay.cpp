#include "compiler/analysis/Replay.h"

#include "compiler/analysis/KernelFacts.h"

using namespace mlir;

namespace pelemay::check {

/// Owned before the run: what the caller, an earlier run or the linker has put there.
static bool isThereAtStart(arena::Life life) {
  return life == arena::Life::input || life == arena::Life::state || life == arena::Life::constant;
}

Replay::Replay(arena::ProgramOp program, const Placement& placement, Violations& violations)
    : placement_(placement),
      violations_(violations),
      spaces_(placement.spaces()),
      histories_(placement.slots().size()) {
  for (Operation& op : program.getBody().front()) {
    if (auto step = dyn_cast<arena::StepOp>(op)) order_.push_back({step, {&addStep(step)}});
    auto stream = dyn_cast<arena::StreamOp>(op);
    if (!stream) continue;
    order_.push_back({stream, {}});
    for (auto step : stream.getBody().getOps<arena::StepOp>())
      order_.back().second.push_back(&addStep(step));
  }
}

Replay::Step& Replay::addStep(arena::StepOp op) {
  Step& step = steps_.emplace_back();
  step.op = op;
  step.number = static_cast<int>(steps_.size()) - 1;
  step.name = op.getName().empty()
                  ? "step " + std::to_string(step.number) + " ('" + op.getOp().str() + "')"
                  : "step '" + op.getName().str() + "'";
  for (Value value : op.getInputs()) step.inputs.push_back(placement_.operand(value));
  for (Value value : op.getOutputs()) step.outputs.push_back(placement_.operand(value));
  for (Value value : op.getScratch()) step.scratch.push_back(placement_.operand(value));
  step.byRows = runsByRows(op);
  step.down = op.getDown();
  if (!step.outputs.empty()) step.height = step.outputs.front().height();
  return step;
}

void Replay::run() {
  for (const Step& step : steps_) assignWriters(step);
  ownFromStart();
  for (auto& [op, steps] : order_) {
    if (auto stream = dyn_cast<arena::StreamOp>(op))
      runStream(stream, steps);
    else
      runLayer(*steps.front());
  }
  finish();
  for (Violation& violation : violations_)
    if (violation.shortRing >= 0)
      violation.help = "the ring " + slot(violation.shortRing).name() + " needs " +
                       std::to_string(histories_[violation.shortRing].rowsNeeded) +
                       " rows, but keeps " +
                       std::to_string(slot(violation.shortRing).storage.kept());
}

/// Data flow needs one meaning: each byte of a slot has one writer, and a result in place of an
/// operand is a slot of its own at the same address.
void Replay::assignWriters(const Step& step) {
  for (const Operand& output : step.outputs) {
    int target = output.slot();
    History& history = histories_[target];
    arena::Life life = arena::SlotOp(slot(target).op).getLife();
    if (life == arena::Life::input || life == arena::Life::constant)
      complain(step,
               step.name + " writes " + slot(target).name() + ", which is there before the run",
               {target}, "give the result a slot of its own");
    if (life == arena::Life::scratch)
      complain(step,
               step.name + " writes its result to scratch " + slot(target).name() +
                   ", which is lost behind it",
               {target});
    bool told = false;  // the first piece tells
    for (const Piece& piece : output.whole()) {
      history.writers.visit(
          piece.number, piece.number + piece.size, [&](int64_t begin, int64_t, const Owner* owner) {
            if (!owner || told) return true;
            told = true;
            complain(step,
                     step.name + " computes " + nameOfRow(target, begin) +
                         " twice: " + steps_[owner->step].name + " computes it already",
                     {target}, "give each result a slot of its own");
            return false;
          });
      history.writers.set(piece.number, piece.number + piece.size, {target, step.number, 0, false});
    }
  }
}

void Replay::ownFromStart() {
  for (int i = 0, n = static_cast<int>(placement_.slots().size()); i < n; ++i) {
    const Placement::Slot& each = slot(i);
    if (!isThereAtStart(arena::SlotOp(each.op).getLife())) continue;
    int other = -1;
    if (each.storage.isRing())
      violations_.push_back({each.where,
                             each.name() + " is there before the run, but its ring keeps only " +
                                 std::to_string(each.storage.kept()) + " rows",
                             {},
                             ""});
    spaces_[each.space].visit(each.begin, each.end, [&](int64_t, int64_t, const Owner* owner) {
      if (owner) other = owner->slot;
      return !owner;
    });
    if (other >= 0)
      violations_.push_back(
          {each.where,
           each.name() + " and " + slot(other).name() +
               " are both there before the run, but share bytes",
           {{each.where, describeSlot(i)}, {slot(other).where, describeSlot(other)}},
           ""});
    spaces_[each.space].set(each.begin, each.end, {i, -1, each.begin, false});
    histories_[i].computed.set(0, each.storage.numbers(), {i, -1, 0, false});
  }
}

void Replay::runLayer(Step& step) {
  stretch_.clear();
  for (int64_t events = step.byRows ? step.height : 1; events > 0; --events) event(step);
}

void Replay::runStream(arena::StreamOp stream, llvm::ArrayRef<Step*> steps) {
  for (Step* step : steps)
    if (!step->byRows)
      return complain(*step,
                      step->name + " cannot be run row by row in a stream: '" +
                          step->op.getOp().str() + "' or its shape has no rows to count",
                      {});
  int64_t phase = 0;
  for (auto each : stream.getPhases().getAsRange<arena::PhaseAttr>()) {
    ++phase;
    llvm::ArrayRef<int64_t> rows = each.getRows().asArrayRef();
    if (llvm::all_of(rows, [](int64_t count) { return count == 0; })) continue;
    for (int64_t i = 0; i < each.getRepeat(); ++i) {
      stretch_ = "in phase " + std::to_string(phase) + " of stream '" + stream.getName().str() +
                 "', repetition " + std::to_string(i + 1);
      for (auto [step, count] : llvm::zip(steps, rows))
        for (int64_t row = 0; row < count; ++row) {
          if (step->done == step->height)
            return complain(*step,
                            step->name + " computes a row twice: all " +
                                std::to_string(step->height) + " rows are done",
                            {}, "the rows of all phases must add up to its height");
          event(*step);
        }
    }
  }
  stretch_.clear();
}

/// What must be where it belongs when the run is over: outputs, state, and inputs the caller wants
/// back.
void Replay::finish() {
  for (int i = 0, n = static_cast<int>(placement_.slots().size()); i < n; ++i) {
    arena::SlotOp op = slot(i).op;
    bool kept = op.getLife() == arena::Life::output || op.getLife() == arena::Life::state ||
                isProtected(op);
    if (!kept || histories_[i].spoiled) continue;
    Pieces pieces = slot(i).storage.whole();
    (void)llvm::all_of(pieces, [&](const Piece& piece) { return checkEnd(i, piece); });
  }
}

/// Whether a piece of a slot holds its last value; the first that does not is told.
bool Replay::checkEnd(int index, const Piece& piece) {
  const Placement::Slot& each = slot(index);
  int64_t at = each.begin + piece.at, shift = at - piece.number;
  bool right = true;
  spaces_[each.space].visit(
      at, at + piece.size, [&](int64_t begin, int64_t end, const Owner* owner) {
        right = owner && owner->slot == index && !owner->scratch && owner->shift == shift;
        if (right && arena::SlotOp(each.op).getLife() == arena::Life::state)
          histories_[index].writers.visit(
              begin - shift, end - shift, [&](int64_t, int64_t, const Owner* writer) {
                return right = owner->step == (writer ? writer->step : -1);
              });
        if (!right) explainEnd(index, begin, end, begin - shift, owner);
        return right;
      });
  return right;
}

}  // namespace pelemay::check
