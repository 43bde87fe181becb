#include "compiler/codegen/report/Report.h"

#include "compiler/analysis/Problems.h"
#include "compiler/analysis/Quantized.h"
#include "compiler/codegen/Facts.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/arena/Places.h"
#include "dialects/graph/Constants.h"
#include "dialects/graph/Graph.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace pelemay::codegen {

/// Of the slot that owns the bytes: a reshape has no bytes of its own.
static std::string nameOf(Value slot) { return arena::placeOf(slot).base.getName().str(); }

static int64_t bytesOf(Value slot) {
  return graph::bytesOf(cast<arena::SlotType>(slot.getType()).getTensor());
}

/// "f32", "i8", "u8" as in the header.
static std::string elementText(RankedTensorType type) {
  return typeText(RankedTensorType::get({}, type.getElementType()));
}

/// Integers that are moved, selected or looked up stay as wide as they are.
static bool isNarrow(arena::StepOp step) {
  for (Attribute entry :
       step.getEpilogue() ? step.getEpilogueAttr().getValue() : ArrayRef<Attribute>())
    if (isa<arena::RequantizeAttr>(entry)) return false;
  return llvm::StringSwitch<bool>(step.getOp())
      .Cases("copy", "transpose", "concat", "slice", "pad", "lookup", true)
      .Cases("max", "min", "max_pool", "reduce_max", "reduce_min", true)
      .Default(false);
}

/// What the kernel computes in: floats as they are, sums of integers in 32 bits.
static std::string computeType(arena::StepOp step) {
  if (step.getOutputs().empty()) return "";
  Type element = resultType(step).getElementType();
  for (Value input : step.getInputs())
    if (auto type = cast<arena::SlotType>(input.getType()).getTensor().getElementType();
        isa<FloatType>(type))
      element = type;
  bool asItIs = isa<FloatType>(element) || isNarrow(step);
  return asItIs ? elementText(RankedTensorType::get({}, element)) : "i32";
}

static bool isOf(ValueRange slots, arena::Life life) {
  return llvm::any_of(slots,
                      [&](Value slot) { return arena::placeOf(slot).base.getLife() == life; });
}

/// Why a step of a quantized model computes in floats.
static std::string floatsOf(arena::StepOp step) {
  if (auto why = step->getAttrOfType<StringAttr>(kStaysFloat)) return why.str();
  if (step.getOp() == "quantize" && isOf(step.getInputs(), arena::Life::input))
    return "the caller hands over floats; with --io=quantized it hands over integers";
  if (step.getOp() == "dequantize" && isOf(step.getOutputs(), arena::Life::output))
    return "the caller takes floats; with --io=quantized it takes integers";
  if (step.getOp() == "quantize" || step.getOp() == "dequantize")
    return "what is on its other side is float";
  if (llvm::is_contained({"copy", "transpose", "concat", "slice", "pad"}, step.getOp()))
    return "it moves floats";
  return "the model does not quantize both its operands and its result";
}

static ReportStep stepOf(arena::ProgramOp program, arena::StepOp step) {
  ReportStep result;
  result.op = opsText(step);
  result.variant = step.getVariant().value_or("").str();
  result.macs = macsOf(step);
  result.compute = computeType(step);
  for (Attribute origin :
       step.getOrigins() ? step.getOriginsAttr().getValue() : ArrayRef<Attribute>())
    result.origins.push_back(cast<graph::OriginAttr>(origin).getNode().getValue().str());
  for (Value input : step.getInputs()) {
    result.reads.push_back(nameOf(input));
    result.bytes += bytesOf(input);
  }
  for (Value output : step.getOutputs()) {
    result.writes.push_back(nameOf(output));
    result.bytes += bytesOf(output);
  }
  result.name =
      step.getOutputs().empty() ? step.getName().str() : variableOf(step.getOutputs().front());
  SymbolTable symbols(program);
  for (Attribute weight :
       step.getWeights() ? step.getWeightsAttr().getValue() : ArrayRef<Attribute>())
    if (auto constant =
            symbols.lookup<arena::ConstantOp>(cast<FlatSymbolRefAttr>(weight).getValue()))
      result.bytes += graph::bytesOf(cast<RankedTensorType>(constant.getValue().getType()));
  return result;
}

static ReportTensor tensorOf(arena::ProgramOp program, arena::SlotOp slot) {
  ReportTensor result;
  RankedTensorType type = slot.getTensorType();
  result.name = slot.getName().str();
  result.type = elementText(type);
  result.shape.assign(type.getShape().begin(), type.getShape().end());
  result.bytes = arena::storedBytes(slot);
  if (auto memory = slot.getMemory())
    result.memory = cast<arena::MemoryAttr>(program.getMemories()[*memory]).getName().str();
  if (auto offset = slot.getOffset()) result.offset = static_cast<int64_t>(*offset);
  result.life = arena::stringifyLife(slot.getLife()).str();
  if (auto live = slot.getLive()) result.live = {(*live)[0], (*live)[1]};
  if (auto quant = llvm::dyn_cast_or_null<graph::QuantAttr>(slot.getQuantAttr()))
    result.quant = {quant.getScale().getValue().convertToDouble(), quant.getZero()};
  return result;
}

static std::string modelText(arena::ProgramOp program, llvm::StringRef key) {
  auto text = program.getModel().getAs<StringAttr>(key);
  return text ? text.str() : "";
}

/// Whether the model has quantized tensors: some step stores integers that are worth something, or
/// makes floats of them.
static bool isQuantized(arena::ProgramOp program) {
  WalkResult found = program.walk([](arena::StepOp step) {
    llvm::StringRef op = step.getOp();
    bool stored = op.ends_with("quantize") || op == "lookup";
    for (Attribute entry :
         step.getEpilogue() ? step.getEpilogueAttr().getValue() : ArrayRef<Attribute>())
      stored |= isa<arena::RequantizeAttr>(entry);
    return stored ? WalkResult::interrupt() : WalkResult::advance();
  });
  return found.wasInterrupted();
}

Report reportOf(arena::ProgramOp program, const std::string& target) {
  Report report;
  report.name = program.getSymName().str();
  report.file = fileOf(program);
  report.sha256 = modelText(program, "sha256");
  report.frontend = modelText(program, "frontend");
  report.producer = modelText(program, "producer");
  if (auto opset = program.getModel().getAs<IntegerAttr>("opset")) report.opset = opset.getInt();
  report.target = target;
  for (int64_t bytes : memoryBytes(program)) report.arena += bytes;
  report.weights = weightBytes(program);
  report.macs = macsOf(program);
  program.walk([&](arena::StepOp step) { report.steps.push_back(stepOf(program, step)); });
  if (isQuantized(program)) {
    size_t number = 0;
    program.walk([&](arena::StepOp step) {
      ReportStep& entry = report.steps[number++];
      if (entry.compute == "f32") entry.floats = floatsOf(step);
    });
  }
  for (auto slot : program.getBody().front().getOps<arena::SlotOp>()) {
    report.tensors.push_back(tensorOf(program, slot));
    if (!slot.getMemory()) report.io += report.tensors.back().bytes;
  }
  report.problem = problemOf(program);
  report.plan = planOf(program);
  report.claim = claimOf(program);
  return report;
}

}  // namespace pelemay::codegen
