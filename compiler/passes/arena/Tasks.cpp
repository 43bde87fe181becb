#include "compiler/passes/arena/Tasks.h"

#include "compiler/passes/arena/InPlace.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace pelemay {

using namespace arena;

namespace {
/// Bytes of a slot that a task reads or writes: from `begin` to `end`, or, where pixels lie `pitch`
/// bytes apart, `end - begin` bytes of each.
struct Access {
  planner::TaskId task;
  int64_t begin, end, pitch;
  bool writes;
};

Access accessOf(planner::TaskId task, const Place& place, bool writes) {
  int64_t element = graph::bytesOf(place.type.getElementType());
  if (place.pitch == 0 || place.type.getRank() == 0)
    return {task, place.at, place.at + graph::bytesOf(place.type), 0, writes};
  int64_t pitch = place.pitch * element, first = place.at % pitch;
  return {task, first, first + place.type.getShape().back() * element, pitch, writes};
}

/// Where only one of them has pixels apart, it is taken to reach everywhere.
bool meet(const Access& a, const Access& b) {
  return a.pitch != b.pitch || (a.begin < b.end && b.begin < a.end);
}

class Collector {
 public:
  explicit Collector(bool padded) : padded_(padded) {}

  StepTasks run(ProgramOp program) {
    Block& body = program.getBody().front();
    for (auto slot : body.getOps<SlotOp>()) addValue(slot);
    for (Operation& op : body)
      if (isa<StepOp, StreamOp>(op)) addTask(&op);
    return std::move(result_);
  }

 private:
  void addValue(SlotOp slot) {
    planner::Value value;
    if (slot.getMemory()) {
      int64_t bytes = storedBytes(slot), align = static_cast<int64_t>(slot.getAlign());
      int64_t whole = static_cast<int64_t>(llvm::alignTo(bytes, align));
      value.bytes = padded_ ? whole : bytes;
      result_.padding = std::max(result_.padding, whole - bytes);
    }
    value.fromStart = slot.getLife() == Life::input || slot.getLife() == Life::state;
    value.toEnd = slot.getLife() == Life::output || slot.getLife() == Life::state;
    ids_[slot] = static_cast<planner::ValueId>(result_.tasks.values.size());
    result_.tasks.values.push_back(value);
    accesses_.emplace_back();
  }

  void addTask(Operation* op) {
    planner::TaskId id = result_.tasks.count();
    result_.tasks.tasks.emplace_back();
    result_.steps.push_back(op);
    planner::Task& task = result_.tasks.tasks.back();
    op->walk([&](StepOp step) {
      for (Value input : step.getInputs()) access(task, id, input, /*writes=*/false);
      for (Value scratch : step.getScratch()) access(task, id, scratch, /*writes=*/true);
      for (Value output : step.getOutputs()) access(task, id, output, /*writes=*/true);
      if (step.getOutputs().empty()) {
        if (lastProbe_ != planner::kNone) task.after.push_back(lastProbe_);
        lastProbe_ = id;
      }
    });
    if (auto step = dyn_cast<StepOp>(op))
      for (unsigned i = 0; i < step.getInputs().size(); ++i)
        if (mayTakePlace(step, i))
          task.inPlace.push_back({valueOf(step.getInputs()[i]), valueOf(step.getOutputs()[0])});
    for (auto* list : {&task.touches, &task.after}) {
      llvm::sort(*list);
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
  }

  planner::ValueId valueOf(Value slot) const { return ids_.lookup(placeOf(slot).base); }

  void access(planner::Task& task, planner::TaskId id, Value slot, bool writes) {
    Place place = placeOf(slot);
    planner::ValueId value = ids_.lookup(place.base);
    Access now = accessOf(id, place, writes);
    bool rewritten = place.base.getLife() != Life::arena && place.base.getLife() != Life::output;
    for (const Access& before : accesses_[value]) {
      if (before.task == id || !meet(before, now)) continue;
      if (before.writes ? !writes || rewritten : writes && rewritten)
        task.after.push_back(before.task);
    }
    accesses_[value].push_back(now);
    task.touches.push_back(value);
  }

  bool padded_;
  StepTasks result_;
  llvm::DenseMap<Operation*, planner::ValueId> ids_;
  llvm::SmallVector<llvm::SmallVector<Access>> accesses_;  // by value, in the order they stand
  planner::TaskId lastProbe_ = planner::kNone;
};
}  // namespace

StepTasks tasksOf(ProgramOp program, bool padded) { return Collector(padded).run(program); }

}  // namespace pelemay
