//===- PlaceParts.cpp - parts of a tensor lie where the tensor lies ------------------------------===//
//
//     conv(%x) -> (%a)                 ==>   %a = arena.view of %y at 0 pitch 12
//     conv(%x) -> (%b)                       %b = arena.view of %y at 16 pitch 12
//     concat(%a, %b) -> (%y)                 conv(%x) -> (%a); conv(%x) -> (%b)
//
// What a concatenation reads is computed in its place of the result, and a slice is read in its
// place of the operand; both steps are gone. Where the kernels around cannot do with pixels that
// lie apart, another place holds the value already, or more bytes would live at once than now, a
// part is copied into its place, or all stays.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Parts.h"
#include "compiler/codegen/Peak.h"
#include "compiler/codegen/Variants.h"
#include "compiler/codegen/variants/Families.h"
#include "compiler/passes/Passes.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAPLACEPARTS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::arena;

static RankedTensorType typeOf(Value slot) { return cast<SlotType>(slot.getType()).getTensor(); }

/// Dense, from the first byte to the last.
static bool isPlain(SlotOp slot) {
  return !slot.getRing() && !slot.getMargin() && !slot.getLayout() && !slot.getExtents();
}

/// The slot that `value` is all of, if it may lie elsewhere; else null.
static SlotOp movable(Value value) {
  Place place = placeOf(value);
  SlotOp slot = place.base;
  bool all = place.at == 0 && graph::bytesOf(place.type) == graph::bytesOf(slot.getTensorType());
  return all && isPlain(slot) && slot.getLife() == Life::arena && slot.getMemory() ? slot
                                                                                   : SlotOp();
}

/// Whether `slot` may lie within `home`.
static bool mayHouse(SlotOp home, SlotOp slot) {
  if (home == slot || !isPlain(home)) return false;
  return !home.getMemory() || home.getMemory() == slot.getMemory();
}

/// Operands of a concatenation, where they lie in its result.
static std::optional<llvm::SmallVector<Part>> partsOf(StepOp concat) {
  llvm::SmallVector<RankedTensorType> operands;
  for (unsigned i = 0; i < codegen::operandCount(concat); ++i)
    operands.push_back(codegen::operandType(concat, i));
  return partsOf(codegen::resultType(concat), codegen::paramInt(concat, "axis"), operands);
}

static bool isMove(Operation* op, llvm::StringRef variant) {
  auto step = dyn_cast<StepOp>(op);
  return step && step.getVariant() == variant && !step.getEpilogue() &&
         step.getOutputs().size() == 1;
}

static bool isConcat(Operation* op) { return isMove(op, "concat"); }

/// Whether a concatenation may become copies of its operands that read and write pixels apart: it
/// can be taken for rows, pixels and channels.
static bool mayBecomeCopies(Operation* op) {
  if (!isConcat(op) || !partsOf(cast<StepOp>(op))) return false;
  auto concat = cast<StepOp>(op);
  for (unsigned i = 0; i < codegen::operandCount(concat); ++i) {
    RankedTensorType type = codegen::operandType(concat, i);
    if (type.getRank() > 4 || (type.getRank() == 4 && type.getDimSize(0) != 1)) return false;
  }
  return true;
}

namespace {

/// A slot, or a view of it, that becomes a view of `base`.
struct Move {
  Operation* op;
  Value base;
  Part part;
};
using Moves = llvm::SmallVector<Move>;

class Placing {
 public:
  explicit Placing(ProgramOp program) : program_(program), builder_(program.getContext()) {}

  LogicalResult run() {
    llvm::SmallVector<StepOp> concats;
    for (StepOp step : llvm::to_vector(program_.getBody().front().getOps<StepOp>())) {
      if (isConcat(step)) concats.push_back(step);
      if (isMove(step, "slice")) placeSlice(step);
    }
    // From the last: what holds another concatenation has its place first.
    for (StepOp concat : llvm::reverse(concats)) placeParts(concat);
    for (StepOp concat : concats)
      if (failed(copyOthers(concat))) return failure();
    return giveKernels();
  }

 private:
  void placeSlice(StepOp slice) {
    Value whole = codegen::slotOf(slice, 0), result = slice.getOutputs().front();
    SlotOp slot = result.getDefiningOp<SlotOp>();
    if (!whole || !slot || !movable(slot) || !mayHouse(placeOf(whole).base, slot)) return;
    std::optional<Part> part =
        pelemay::partOf(typeOf(whole), typeOf(result), codegen::paramInts(slice, "start"),
                        codegen::paramInts(slice, "step"));
    if (!part) return;
    std::optional<Moves> moves = movesOf(slot, whole, *part, slice);
    if (!moves || !isWorthIt(slot, placeOf(whole).base)) return;
    apply(*moves);
    slice.erase();
  }

  void placeParts(StepOp concat) {
    std::optional<llvm::SmallVector<Part>> parts = partsOf(concat);
    Value result = concat.getOutputs().front();
    SlotOp home = placeOf(result).base;
    if (!parts) return;
    llvm::SmallVector<SlotOp> slots;
    llvm::SmallVector<Moves> all;
    for (auto [i, part] : llvm::enumerate(*parts)) {
      Value operand = codegen::slotOf(concat, i);
      SlotOp slot = operand ? movable(operand) : SlotOp();
      if (!slot || !mayHouse(home, slot) || llvm::is_contained(slots, slot)) continue;
      if (part.pitch && (!mayBecomeCopies(concat) ||
                         typeOf(operand).getShape().back() != typeOf(slot).getShape().back()))
        continue;  // pixels of another size
      std::optional<Moves> moves = movesOf(slot, result, part, concat);
      if (!moves) continue;
      slots.push_back(slot);
      all.push_back(*moves);
    }
    // The result lives as long as the first of its parts: those that are computed early stay away
    // first. Slots stand in the order in which they are computed.
    while (!slots.empty() && !isWorthIt(slots, home)) {
      auto early =
          llvm::min_element(slots, [](SlotOp a, SlotOp b) { return a->isBeforeInBlock(b); });
      all.erase(all.begin() + (early - slots.begin()));
      slots.erase(early);
    }
    for (const Moves& moves : all) apply(moves);
  }

  /// What becomes a view where `slot` lies at `part` of `whole`: the slot, and views of it if its
  /// pixels come to lie apart. None where a view has no place there, or a step but `gone` cannot
  /// read or write it.
  std::optional<Moves> movesOf(SlotOp slot, Value whole, Part part, StepOp gone) const {
    auto view = whole.getDefiningOp<ViewOp>();
    if (view && view.getPitch()) {
      std::optional<Part> inner = within(partOf(view), typeOf(whole), part, typeOf(slot));
      if (!inner) return std::nullopt;
      part = *inner;
      whole = view.getBase();
    }
    Moves moves = {{slot, whole, part}};
    for (size_t i = 0; i < moves.size(); ++i) {
      Move move = moves[i];
      if (move.part.pitch == 0) continue;  // views of it stay as they are
      for (OpOperand& use : move.op->getResult(0).getUses()) {
        if (auto of = dyn_cast<ViewOp>(use.getOwner())) {
          std::optional<Part> inner =
              within(move.part, typeOf(move.op->getResult(0)), partOf(of), typeOf(of));
          if (!inner) return std::nullopt;
          moves.push_back({of, whole, *inner});
        } else if (use.getOwner() != gone && !codegen::takesPitch(use) &&
                   !mayBecomeCopies(use.getOwner())) {
          return std::nullopt;
        }
      }
    }
    return moves;
  }

  static Part partOf(ViewOp view) {
    return {static_cast<int64_t>(view.getAt()), static_cast<int64_t>(view.getPitch().value_or(0))};
  }

  /// Whether no more bytes live at once when `slots` lie within `home`.
  bool isWorthIt(llvm::ArrayRef<SlotOp> slots, SlotOp home) {
    Lifetimes lives = lifetimesOf(program_);
    int64_t before = codegen::peakOf(program_, lives);
    for (SlotOp slot : slots) {
      lives[home].first = std::min(lives[home].first, lives[slot].first);
      lives[home].last = std::max(lives[home].last, lives[slot].last);
      lives.erase(slot);
    }
    return codegen::peakOf(program_, lives) <= before;
  }

  void apply(llvm::ArrayRef<Move> moves) {
    for (const Move& move : moves) {
      hoist(move.base, move.op);
      auto slot = dyn_cast<SlotOp>(move.op);
      auto view = dyn_cast<ViewOp>(move.op);
      builder_.setInsertionPoint(move.op);
      Value made = makeView(move.op->getLoc(), move.base, move.part, typeOf(move.op->getResult(0)),
                            slot ? slot.getName() : view.getName(),
                            slot ? slot.getAxesAttr() : view.getAxesAttr());
      move.op->getResult(0).replaceAllUsesWith(made);
      move.op->erase();
    }
  }

  /// A slot stands where any step could use it; so must what it becomes a view of.
  static void hoist(Value base, Operation* before) {
    Operation* op = base.getDefiningOp();
    if (op->isBeforeInBlock(before)) return;
    if (auto view = dyn_cast<ViewOp>(op)) hoist(view.getBase(), before);
    op->moveBefore(before);
  }

  Value makeView(Location loc, Value base, Part part, RankedTensorType type, llvm::StringRef name,
                 DenseI64ArrayAttr axes) {
    return builder_.create<ViewOp>(
        loc, SlotType::get(builder_.getContext(), type), base, part.at,
        part.pitch ? builder_.getI64IntegerAttr(part.pitch) : IntegerAttr(), name, axes);
  }

  /// The parts that do not lie in the result yet are copied there; the concatenation is gone. One
  /// that finds nothing in place, and nothing that it could not do itself, stays.
  LogicalResult copyOthers(StepOp concat) {
    std::optional<llvm::SmallVector<Part>> parts = partsOf(concat);
    if (!parts) return success();
    Value result = concat.getOutputs().front(), base = result;
    auto whole = result.getDefiningOp<ViewOp>();
    if (whole && !whole.getPitch()) whole = {};
    bool changed = whole || llvm::any_of(concat.getInputs(),
                                         [](Value value) { return placeOf(value).pitch != 0; });
    llvm::SmallVector<unsigned> others;
    for (auto [i, part] : llvm::enumerate(*parts)) {
      RankedTensorType type = codegen::operandType(concat, i);
      if (whole) part = *within(partOf(whole), typeOf(result), part, type);
      if (whole) base = whole.getBase();
      Value operand = codegen::slotOf(concat, i);
      if (operand && liesAt(operand, base, part))
        changed = true;
      else
        others.push_back(i);
    }
    if (!changed) return success();
    builder_.setInsertionPoint(concat);
    for (unsigned i : others) {
      std::string name = (concat.getName() + "." + llvm::Twine(i)).str();
      Value to = makeView(concat.getLoc(), base, (*parts)[i], codegen::operandType(concat, i), name,
                          DenseI64ArrayAttr());
      if (failed(copy(concat, i, to, name))) return failure();
    }
    concat.erase();
    return success();
  }

  static bool liesAt(Value operand, Value base, Part part) {
    Place there = placeOf(base), here = placeOf(operand);
    return here.base == there.base && here.at == there.at + part.at && here.pitch == part.pitch;
  }

  /// Operand `i` of `concat` in its place, by a step of its own.
  LogicalResult copy(StepOp concat, unsigned i, Value to, llvm::StringRef name) {
    Value operand = codegen::slotOf(concat, i);
    auto step = builder_.create<StepOp>(
        concat.getLoc(), "copy", operand ? ValueRange{operand} : ValueRange(), ValueRange{to},
        ValueRange(), operand ? ArrayAttr() : builder_.getArrayAttr({codegen::weightOf(concat, i)}),
        builder_.getDictionaryAttr({}), ArrayAttr(), StringAttr(), ShapeAttr(), ArrayAttr(),
        /*down=*/false, /*mayFail=*/false, builder_.getDenseI64ArrayAttr({operand ? 0 : -1}),
        /*inPlace=*/IntegerAttr(), name, concat.getOriginsAttr());
    return codegen::giveKernel(step, *codegen::variantFor(step));
  }

  /// Kernels whose operands have come to lie apart are told so.
  LogicalResult giveKernels() {
    WalkResult result = program_.walk([](StepOp step) {
      const codegen::KernelVariant* variant = codegen::variantOf(step);
      bool apart = llvm::any_of(step.getOperands(),
                                [](Value operand) { return placeOf(operand).pitch != 0; });
      return apart && variant && failed(codegen::giveKernel(step, *variant))
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    });
    return failure(result.wasInterrupted());
  }

  ProgramOp program_;
  OpBuilder builder_;
};

struct PlaceParts : pelemay::impl::ArenaPlacePartsBase<PlaceParts> {
  void runOnOperation() override {
    if (failed(Placing(getOperation()).run())) signalPassFailure();
  }
};

}  // namespace
