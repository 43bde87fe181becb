#include "compiler/analysis/Placement.h"

#include "dialects/arena/Places.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace pelemay::check {

static std::string number(int64_t value) { return std::to_string(value); }

Placement::Placement(arena::ProgramOp program, Violations& violations) : program_(program) {
  for (auto memory : program.getMemories().getAsRange<arena::MemoryAttr>())
    spaces_.push_back("memory '" + memory.getName().getValue().str() + "'");
  auto slots = program.getBody().getOps<arena::SlotOp>();
  slots_.reserve(std::distance(slots.begin(), slots.end()));  // operands point into it
  for (arena::SlotOp slot : slots) add(slot, violations);
  if (!violations.empty()) return;
  for (Operation& op : program.getBody().front())
    if (isa<arena::SlotOp, arena::ViewOp>(op)) addOperand(op.getResult(0), violations);
  checkPeaks(violations);
}

void Placement::add(arena::SlotOp op, Violations& violations) {
  std::string name = "'" + op.getName().str() + "'", why;
  auto wrong = [&](std::string text, std::string help = "") {
    violations.push_back({op.getLoc(), std::move(text), {}, std::move(help)});
  };
  std::optional<Storage> storage = Storage::of(op, why);
  if (!storage) return wrong(name + " cannot be checked: " + why);
  int64_t bytes = storage->bytes();
  numbers_[op] = static_cast<int>(slots_.size());
  if (!op.getMemory()) {
    if (op.getLife() == arena::Life::arena || op.getLife() == arena::Life::scratch)
      return wrong(name + " lies in no memory, and no caller passes it",
                   "give it a memory and an offset");
    slots_.push_back({op.getLoc(), op, *storage, spaces(), 0, bytes});
    spaces_.push_back("the caller's " + name);
    return;
  }
  auto index = static_cast<int>(*op.getMemory());
  auto memory = cast<arena::MemoryAttr>(program_.getMemories()[index]);
  if (!op.getOffset())
    return wrong(name + " has no offset in " + spaces_[index],
                 "run arena-solve-offsets before this pass");
  auto begin = static_cast<int64_t>(*op.getOffset());
  int64_t end;
  if (begin < 0 || llvm::AddOverflow(begin, bytes, end))
    return wrong(name + " lies at no address: offset " + number(begin));
  slots_.push_back({op.getLoc(), op, *storage, index, begin, end});
  auto align = static_cast<int64_t>(op.getAlign());
  if (align < 1 || begin % align != 0)
    wrong(name + " needs an offset that is a multiple of " + number(align) + ", but lies at " +
          number(begin));
  if (align > memory.getAlign())
    wrong(name + " needs to be aligned to " + number(align) + " bytes, but " + spaces_[index] +
              " itself is aligned to " + number(memory.getAlign()),
          "align the memory to " + number(align) + " bytes");
  if (memory.getSize() > 0 && end > memory.getSize())
    wrong(name + " needs bytes [" + number(begin) + ", " + number(end) + ") of " + spaces_[index] +
              ", which has " + number(memory.getSize()) + ": " + number(end - memory.getSize()) +
              " too few",
          "a larger memory, or an order or form of the model that needs less");
}

void Placement::addOperand(Value value, Violations& violations) {
  arena::Place place = arena::placeOf(value);
  auto wrong = [&](const std::string& text) {
    std::string name = "slot";
    if (auto view = value.getDefiningOp<arena::ViewOp>())
      name = "view '" + view.getName().str() + "'";
    if (auto slot = value.getDefiningOp<arena::SlotOp>()) name = "'" + slot.getName().str() + "'";
    violations.push_back({value.getLoc(), name + text, {}, ""});
  };
  int slot = numbers_.lookup(place.base);
  std::string why;
  std::optional<Operand> operand = Operand::of(value, slot, slots_[slot].storage, why);
  if (!operand) return wrong(" cannot be checked: " + why);
  operands_.try_emplace(value, *operand);
  // A kernel reads its operand by whole elements, and some cores trap on a crooked address.
  int64_t element = *elementBytes(place.type.getElementType());
  if (slots_[slot].storage.isDense() &&
      (slots_[slot].begin + place.at) % llvm::bit_floor(uint64_t(element)) != 0)
    wrong(" begins at byte " + number(slots_[slot].begin + place.at) + " of " +
          spaces_[slots_[slot].space] + ", which is no multiple of the " + number(element) +
          " bytes of its elements");
}

/// `arena_bytes`, where a pass has written it, is what the report and the C header promise.
void Placement::checkPeaks(Violations& violations) const {
  arena::ProgramOp program = program_;
  Attribute promised = program->getAttr("arena_bytes");
  if (!promised) return;
  llvm::SmallVector<int64_t> said, peaks(program.getMemories().size(), 0);
  if (auto dense = dyn_cast<DenseI64ArrayAttr>(promised))
    said.assign(dense.asArrayRef().begin(), dense.asArrayRef().end());
  if (auto array = dyn_cast<ArrayAttr>(promised))
    for (Attribute each : array)
      if (auto integer = dyn_cast<IntegerAttr>(each)) said.push_back(integer.getInt());
  for (const Slot& slot : slots_)
    if (arena::SlotOp(slot.op).getMemory())
      peaks[slot.space] = std::max(peaks[slot.space], slot.end);
  if (said.size() != peaks.size()) {
    violations.push_back({program.getLoc(),
                          "arena_bytes has " + number(said.size()) + " numbers for " +
                              number(peaks.size()) + " memories",
                          {},
                          ""});
    return;
  }
  for (size_t i = 0; i < peaks.size(); ++i)
    if (said[i] != peaks[i])
      violations.push_back({program.getLoc(),
                            "arena_bytes promises " + number(said[i]) + " bytes of " + spaces_[i] +
                                ", but the slots take " + number(peaks[i]),
                            {},
                            ""});
}

std::string Placement::describe(int space, int64_t begin, int64_t end) const {
  return "bytes [" + number(begin) + ", " + number(end) + ") of " + spaces_[space];
}

}  // namespace pelemay::check
