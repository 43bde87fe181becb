//===- Verify.cpp - the numbered constraints of arena ops ----------------------------------------===//
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace pelemay::arena {

/// Bytes can be counted for these types only.
static bool hasPlainElements(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.hasStaticShape() && tensor.getElementType().isIntOrFloat();
}

LogicalResult ProgramOp::verify() {
  llvm::SmallVector<int64_t> inputs, outputs;
  for (Operation& op : *getBody().begin()) {
    if (!isa<ConstantOp, SlotOp, ViewOp, StepOp, StreamOp>(op))  // C1
      return op.emitOpError("does not belong into an arena.program (C1)");
    if (auto constant = dyn_cast<ConstantOp>(op);
        constant && !hasPlainElements(constant.getValue().getType()))
      return constant.emitOpError("needs a ranked tensor of integers or floats, but got ")
             << constant.getValue().getType() << " (C1)";
    auto slot = dyn_cast<SlotOp>(op);
    if (!slot || !slot.getIo()) continue;
    (slot.getLife() == Life::input ? inputs : outputs).push_back(*slot.getIo());
  }
  for (auto* numbers : {&inputs, &outputs}) {
    llvm::sort(*numbers);
    for (size_t i = 0; i < numbers->size(); ++i)
      if ((*numbers)[i] != static_cast<int64_t>(i))  // C2
        return emitOpError("needs inputs and outputs numbered from 0 without gaps, but number ")
               << i << " is missing (C2)";
  }
  return success();
}

LogicalResult SlotOp::verify() {
  RankedTensorType type = getTensorType();
  if (!type.hasStaticShape()) return emitOpError("needs a static shape, but got ") << type;
  if (std::optional<llvm::ArrayRef<int64_t>> live = getLive())
    if (live->size() != 2 || (*live)[0] < 0 || (*live)[0] > (*live)[1])
      return emitOpError("needs a life of a first and a last step, but got ") << getLiveAttr();
  if (RingAttr ring = getRingAttr()) {  // C1
    if (ring.getAxis() != 1 || type.getRank() < 3)
      return emitOpError("needs a ring along axis 1 of N, rows, .., but got axis ")
             << ring.getAxis() << " of " << type << " (C1)";
    if (ring.getRows() < 1 || ring.getRows() > type.getDimSize(1))
      return emitOpError("needs a ring of 1 to ")
             << type.getDimSize(1) << " rows, but got " << ring.getRows() << " (C1)";
  }
  int64_t align = getAlign();
  if (align < 1 || !llvm::isPowerOf2_64(align))  // C2
    return emitOpError("needs an alignment that is a power of two, but got ") << align << " (C2)";
  if (std::optional<uint64_t> offset = getOffset()) {
    int64_t at = static_cast<int64_t>(*offset);
    if (at < 0 || at % align != 0)
      return emitOpError("needs an offset that is a multiple of ")
             << align << ", but got " << at << " (C2)";
  }
  if (auto program = (*this)->getParentOfType<ProgramOp>(); program && getMemory())  // C3
    if (*getMemory() >= program.getMemories().size())
      return emitOpError("lies in memory ")
             << *getMemory() << ", but the program has " << program.getMemories().size() << " (C3)";
  bool outside = getLife() == Life::input || getLife() == Life::output;
  if (outside != getIo().has_value())  // C4
    return emitOpError("needs a number (io) exactly if it is an input or output (C4)");
  if (LayoutAttr layout = getLayoutAttr()) {  // C5
    if (layout.getStored() && !layout.getStored().isIntOrFloat())
      return emitOpError("needs integers or floats in memory, but got ") << layout.getStored();
    llvm::SmallVector<int64_t> order(layout.getOrder().asArrayRef());
    llvm::sort(order);
    if (!llvm::equal(order, llvm::seq<int64_t>(0, type.getRank())))
      return emitOpError("needs a layout that holds each axis of ") << type << " once (C5)";
  }
  return success();
}

/// Pixels that lie apart: each of them within a pixel of the base.
static LogicalResult verifyPitch(ViewOp view) {
  int64_t pitch = static_cast<int64_t>(*view.getPitch());
  RankedTensorType type = view.getSlot().getType().getTensor(),
                   base = view.getBase().getType().getTensor();
  int64_t element = graph::bytesOf(type.getElementType());
  if (type.getRank() == 0 || base.getRank() == 0 || base.getShape().back() != pitch ||
      graph::bytesOf(base.getElementType()) != element)  // C2
    return view.emitOpError("needs a pitch of the last axis of its base, ")
           << base << ", in elements as large as those of " << type << ", but got " << pitch
           << " (C2)";
  int64_t channels = type.getShape().back(), from = static_cast<int64_t>(view.getAt());
  if (channels < 1 || channels >= pitch || from < 0 || from % element != 0 ||
      from / element % pitch + channels > pitch)  // C2
    return view.emitOpError("needs pixels of ")
           << channels << " elements from byte " << from << " on within those of its base, of "
           << pitch << " (C2)";
  int64_t first = from / element / pitch, pixels = type.getNumElements() / channels,
          all = base.getNumElements() / pitch;
  if (pixels > all - first)  // C1
    return view.emitOpError("needs ") << pixels << " pixels from number " << first
                                      << " on within its base of " << all << " (C1)";
  return success();
}

LogicalResult ViewOp::verify() {
  Place place = placeOf(getSlot());
  if (!place.base) return emitOpError("needs a slot as its base");
  RankedTensorType type = getSlot().getType().getTensor();
  for (RankedTensorType each : {type, getBase().getType().getTensor()})
    if (!hasPlainElements(each))
      return emitOpError("needs a static shape of integers or floats, but got ") << each;
  int64_t at = static_cast<int64_t>(getAt());
  int64_t bytes = graph::bytesOf(type);
  if (auto of = getBase().getDefiningOp<ViewOp>(); of && of.getPitch())  // C3
    return emitOpError("needs a base without a pitch of its own (C3)");
  if (getPitch()) return verifyPitch(*this);
  int64_t base = graph::bytesOf(getBase().getType().getTensor());
  if (at < 0 || bytes > base || at > base - bytes)  // C1
    return emitOpError("needs ") << bytes << " bytes from " << at << " on within its base of "
                                 << base << " bytes (C1)";
  return success();
}

LogicalResult StepOp::verify() {
  auto program = (*this)->getParentOfType<ProgramOp>();
  auto isConstant = [&](FlatSymbolRefAttr symbol) {
    return !program || program.lookupSymbol<ConstantOp>(symbol.getValue());
  };
  auto missing = [&](FlatSymbolRefAttr symbol) {  // C1
    return emitOpError("reads ") << symbol << ", which is no constant of the program (C1)";
  };
  if (getWeights())
    for (auto weight : getWeightsAttr().getAsRange<FlatSymbolRefAttr>())
      if (!isConstant(weight)) return missing(weight);
  for (Attribute entry :
       getEpilogue() ? getEpilogueAttr().getValue() : llvm::ArrayRef<Attribute>()) {
    if (auto by = dyn_cast<RequantizeAttr>(entry))
      for (Attribute list :
           {by.getMultiplier(), by.getShift(), by.getLo(), by.getHi(), by.getTie()})
        if (auto symbol = llvm::dyn_cast_or_null<FlatSymbolRefAttr>(list);
            symbol && !isConstant(symbol))
          return missing(symbol);
    auto apply = dyn_cast<ApplyAttr>(entry);
    if (!apply) continue;
    if (apply.getWeight() && !isConstant(apply.getWeight())) return missing(apply.getWeight());
    if (apply.getInput() >= static_cast<int64_t>(getInputs().size()))  // C2
      return emitOpError("has ") << getInputs().size() << " inputs, but its epilogue reads number "
                                 << apply.getInput() << " (C2)";
  }
  int64_t inputs = getInputs().size(), weights = getWeights() ? getWeightsAttr().size() : 0;
  for (int64_t entry : getOrder().value_or(llvm::ArrayRef<int64_t>()))
    if (entry >= inputs || entry < -weights)
      return emitOpError("has ") << inputs << " inputs and " << weights
                                 << " weights, but its order holds " << entry;
  if (getInPlace() && *getInPlace() >= getInputs().size())  // C4
    return emitOpError("has ") << inputs << " inputs, but takes the place of number "
                               << *getInPlace() << " (C4)";
  if (getRows() && getRowsAttr().size() != getInputs().size())  // C3
    return emitOpError("needs one row map for each of ")
           << getInputs().size() << " inputs, but got " << getRowsAttr().size() << " (C3)";
  if (getRows() || !getVariant()) return success();       // select-variants has yet to say
  if (getDown() || (*this)->getParentOfType<StreamOp>())  // C3
    return emitOpError("needs a row map to run downward or within a stream (C3)");
  for (Value operand : getOperands())
    if (placeOf(operand).base && placeOf(operand).base.getRing())
      return emitOpError("needs a row map to use a ring (C3)");
  return success();
}

LogicalResult StreamOp::verify() {
  llvm::SmallVector<StepOp> steps;
  for (Operation& op : *getBody().begin()) {
    auto step = dyn_cast<StepOp>(op);
    if (!step || (step.getVariant() && !step.getRows()) || step.getOutputs().size() != 1)  // C1
      return op.emitOpError(
          "does not belong into an arena.stream: it needs row steps with one output (C1)");
    steps.push_back(step);
  }
  llvm::SmallVector<int64_t> rows(steps.size(), 0);
  for (auto phase : getPhases().getAsRange<PhaseAttr>()) {
    llvm::ArrayRef<int64_t> each = phase.getRows().asArrayRef();
    if (each.size() != steps.size() || phase.getRepeat() < 1 ||
        phase.getRepeat() > (1 << 24))  // C2
      return emitOpError("needs phases that repeat and have a number for each of its ")
             << steps.size() << " steps, but got " << phase << " (C2)";
    for (auto [total, count] : llvm::zip(rows, each)) {
      if (count < 0 || count > (1 << 24))
        return emitOpError("needs row counts that are not negative, but got ") << phase << " (C2)";
      total += count * phase.getRepeat();
    }
  }
  for (auto [step, total] : llvm::zip(steps, rows)) {  // C3
    Place out = placeOf(step.getOutputs().front());
    int64_t height = out.type.getRank() < 3 ? 1 : out.type.getDimSize(1);
    bool mayEndEarly =
        out.base && out.base.getLife() == Life::arena;  // the checker knows who reads
    if (total > height || (total < height && !mayEndEarly))
      return step.emitOpError("computes ")
             << total << " rows of " << height << " over all phases (C3)";
  }
  return success();
}

}  // namespace pelemay::arena
