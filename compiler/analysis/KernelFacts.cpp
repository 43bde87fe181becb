#include "compiler/analysis/KernelFacts.h"

#include "dialects/arena/Places.h"
#include "dialects/graph/Graph.h"

using namespace mlir;

namespace pelemay::check {

/// One element of the result needs the elements at the same place (or broadcast) only.
static bool isElementwise(arena::StepOp step) {
  llvm::StringRef op = step.getOp();
  if (op == "copy" || op == "quantize" || op == "dequantize" || op == "requantize" ||
      op == "add_requantize" || op == "mul_requantize" || op == "lookup")
    return true;  // map kernels too, whose records have no scalar
  auto info = RegisteredOperationName::lookup(("graph." + op).str(), step.getContext());
  auto* graphOp = info ? info->getInterface<graph::GraphOp>() : nullptr;
  return graphOp && !graphOp->getScalar().empty();
}

static bool isWindow(llvm::StringRef op) {
  return op == "conv" || op == "max_pool" || op == "average_pool" || op == "sum_pool";
}

static bool isProduct(llvm::StringRef op) { return op == "linear" || op == "matmul"; }

/// Whether `input` is an operand of the op itself, not of the epilogue alone.
static bool isMain(arena::StepOp step, unsigned input) {
  if (std::optional<llvm::ArrayRef<int64_t>> order = step.getOrder())
    return llvm::is_contained(*order, input);
  return input < (step.getOp() == "matmul" ? 2u : 1u);
}

static bool isOfEpilogue(arena::StepOp step, unsigned input) {
  if (!step.getEpilogue()) return false;
  return llvm::any_of(step.getEpilogueAttr(), [&](Attribute entry) {
    auto apply = dyn_cast<arena::ApplyAttr>(entry);
    return apply && apply.getInput() == static_cast<int64_t>(input);
  });
}

/// The first number of the shape's part `name`: rows, or whatever counts along them.
static std::optional<int64_t> ofShape(arena::StepOp step, llvm::StringRef name) {
  arena::ShapeAttr shape = step.getShapeAttr();
  if (!shape) return std::nullopt;
  for (Attribute each : shape.getTerms())
    if (auto term = dyn_cast<arena::TermAttr>(each);
        term && term.getName() == name && !term.getValues().empty())
      return term.getValues()[0];
  return std::nullopt;
}

/// The first number of the op's parameter `name`.
static std::optional<int64_t> ofParams(arena::StepOp step, llvm::StringRef name) {
  auto values = step.getParams().getAs<DenseI64ArrayAttr>(name);
  return values && !values.empty() ? std::optional<int64_t>(values[0]) : std::nullopt;
}

static int64_t heightOf(Value slot) {
  RankedTensorType type = arena::placeOf(slot).type;
  return type.getRank() < 3 ? 1 : type.getDimSize(1);
}

static int64_t batchOf(Value slot) {
  RankedTensorType type = arena::placeOf(slot).type;
  return type.getRank() < 3 ? 1 : type.getDimSize(0);
}

bool runsByRows(arena::StepOp step) {
  if (!step.getRows() || step.getOutputs().empty()) return false;
  if (!isElementwise(step) && !isWindow(step.getOp()) && !isProduct(step.getOp())) return false;
  if (llvm::any_of(step.getOperands(), [](Value slot) { return batchOf(slot) != 1; })) return false;
  int64_t height = heightOf(step.getOutputs().front());
  if (llvm::any_of(step.getOutputs(), [&](Value slot) { return heightOf(slot) != height; }))
    return false;
  if (!step.getShape() || height == 1) return true;
  // A map handed over as one long row, and products, whose rows are pixels: one call does all.
  return ofShape(step, "Out") == height;
}

/// "stride 1, but its shape says 2", where `said` differs.
static std::string difference(llvm::StringRef what, int64_t mapped, std::optional<int64_t> said,
                              llvm::StringRef by) {
  if (!said || *said == mapped) return "";
  return (what + " " + llvm::Twine(mapped) + ", but its " + by + " " + llvm::Twine(*said)).str();
}

static std::string faultOfWindow(arena::StepOp step, arena::RowMapAttr map) {
  struct Fact {
    const char *name, *param, *term;
    int64_t mapped, absent;
  };
  const Fact facts[] = {
      {"window", "window", "Kernel", map.getWindow(), 0},  // a kernel has no default
      {"stride", "stride", "Stride", map.getStride(), 1},
      {"pad", "pad", "Pad", map.getPad(), 0},
      {"dilation", "dilation", "Dilation", map.getDilation(), 1}};
  for (const Fact& fact : facts) {
    std::optional<int64_t> said = ofShape(step, fact.term);
    if (step.getShape() && !said && fact.absent != 0) said = fact.absent;  // the term's default
    std::string fault = difference(fact.name, fact.mapped, said, "shape says");
    if (fault.empty())
      fault = difference(fact.name, fact.mapped, ofParams(step, fact.param), "op says");
    if (!fault.empty()) return fault;
  }
  return "";
}

std::string faultOfRowMap(arena::StepOp step, unsigned input) {
  auto map = cast<arena::RowMapAttr>(step.getRowsAttr()[input]);
  if (map.getWindow() < 1 || map.getStride() < 0 || map.getDilation() < 1)
    return "a window and dilation below 1, or a negative stride";
  if (map.getWhole() || !runsByRows(step)) return "";
  int64_t height = heightOf(step.getInputs()[input]), rows = heightOf(step.getOutputs().front());
  if (isMain(step, input) && isWindow(step.getOp())) {
    if (std::optional<int64_t> in = ofShape(step, "In"); in && *in != height)
      return "an input of " + std::to_string(height) + " rows, but its shape says " +
             std::to_string(*in);
    return faultOfWindow(step, map);
  }
  if (height == 1 && rows == 1)
    return map.getWindow() > map.getPad() && map.getPad() >= 0 ? "" : "no row at all";
  if (isMain(step, input) && isProduct(step.getOp()))
    return "some rows, but the op reads the whole operand";
  if (height != rows)
    return "some rows, but the operand is broadcast: it has " + std::to_string(height) + " of " +
           std::to_string(rows);
  if (map.getStride() == 1 && map.getPad() == 0) return "";
  return "other rows than the one computed";
}

/// Number `i` of the shape's part `name` (the `which`-th of that name); none where it is not there.
static std::optional<int64_t> numberOf(arena::StepOp step, llvm::StringRef name, size_t i,
                                       size_t which = 0) {
  for (Attribute each : step.getShapeAttr().getTerms()) {
    auto term = dyn_cast<arena::TermAttr>(each);
    if (!term || term.getName() != name || which-- != 0) continue;
    llvm::ArrayRef<int64_t> values = term.getValues().asArrayRef();
    return i < values.size() ? std::optional<int64_t>(values[i]) : std::nullopt;
  }
  return std::nullopt;
}

/// The graph operand that input `input` is; none where the epilogue alone reads it.
static std::optional<size_t> operandOf(arena::StepOp step, unsigned input) {
  std::optional<llvm::ArrayRef<int64_t>> order = step.getOrder();
  if (!order) return input;
  for (auto [i, entry] : llvm::enumerate(*order))
    if (entry == input) return i;
  return std::nullopt;
}

/// What an element-wise shape says of operand `which`: pixels are walked with the pitch, rows with
/// as much as a row's pixels take, and 0 is a broadcast. None: no pitch leads over both.
static std::optional<int64_t> pitchOfElements(arena::StepOp step, size_t which) {
  int64_t rows = numberOf(step, "Out", 0).value_or(1), width = numberOf(step, "Out", 1).value_or(1);
  std::optional<int64_t> row = numberOf(step, "Strides", 0, which),
                         pixel = numberOf(step, "Strides", 1, which);
  if (!row || !pixel) return numberOf(step, "Out", 2);  // packed
  bool walks = width > 1 && *pixel != 0;
  if (rows == 1 || *row == 0) return walks ? pixel : std::nullopt;
  int64_t pitch = walks ? *pixel : *row;
  return *row == (walks ? width * pitch : pitch) ? std::optional<int64_t>(pitch) : std::nullopt;
}

/// The pitch that the shape of the step's kernel has for an operand, and the channels it counts.
struct Pixels {
  std::optional<int64_t> pitch, channels;  // none: it knows of none
};

static Pixels pixelsOfShape(arena::StepOp step, unsigned operand) {
  llvm::StringRef family = step.getShapeAttr().getFamily();
  bool result = operand >= step.getInputs().size();
  auto either = [&](llvm::StringRef term, size_t pitch, size_t channels) {
    std::optional<int64_t> apart = numberOf(step, term, pitch),
                           packed = numberOf(step, term, channels);
    return Pixels{apart ? apart : packed, packed};
  };
  std::optional<size_t> which = result ? std::optional<size_t>(0) : operandOf(step, operand);
  if (family == "Elements" && !result) return {pitchOfElements(step, *which), std::nullopt};
  if (*which != 0) return {};
  if (family == "PlanarWindow" && !result) return {};
  if (family == "Elements" || family.ends_with("Window"))
    return either(result ? "Out" : "In", 3, 2);
  if (family == "Product") return result ? either("", 6, 2) : either("", 5, 1);
  return {};
}

std::string faultOfPitch(arena::StepOp step, unsigned operand) {
  if (!step.getShape()) return "";  // a probe, or no kernel yet
  if (operand < step.getInputs().size() && !operandOf(step, operand))
    return "";  // an epilogue's operand is told its pitch where it is named
  arena::Place place = arena::placeOf(step.getOperand(operand));
  bool isApart = place.pitch != 0 && place.type.getNumElements() != place.type.getShape().back();
  Pixels taken = pixelsOfShape(step, operand);
  if (isApart && taken.pitch != place.pitch)
    return (taken.pitch ? std::to_string(*taken.pitch) + " elements apart"
                        : std::string("side by side")) +
           ", but they are " + std::to_string(place.pitch);
  // Where pixels lie side by side a shape may fold them, but it must not skip elements.
  if (isApart || !taken.channels || taken.pitch == taken.channels) return "";
  return std::to_string(*taken.pitch) + " elements apart, but they are side by side";
}

bool mayWriteOver(arena::StepOp step, unsigned input) {
  // `softmax(in, out)`: the first walk over an axis only reads, the others only touch `out`.
  if (step.getOp() == "softmax") return true;
  // Its last walk reads an element, then stores the result there; no other element is read again.
  if (step.getOp() == "softmax_requantize") return true;
  // Map kernels read an element of each operand, then store the result in the same place, once.
  if (isElementwise(step)) return true;
  // An epilogue reads its operand's element in the moment its result is stored, once.
  return isOfEpilogue(step, input) && !isMain(step, input);
}

}  // namespace pelemay::check
