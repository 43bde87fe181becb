#include "compiler/codegen/Ends.h"

#include "compiler/codegen/variants/Families.h"
#include "dialects/arena/Places.h"

using namespace mlir;

namespace pelemay::codegen {

/// Elements from one row to the next: of N, rows, ..; all of them where there are no rows.
static int64_t rowElements(RankedTensorType type) {
  int64_t all = type.getNumElements();
  return type.getRank() < 3 ? all : all / (type.getDimSize(0) * type.getDimSize(1));
}

/// The same of what the step reads: rows of an image in planes are those of one plane.
static int64_t rowElements(arena::StepOp step, unsigned i) {
  RankedTensorType type = operandType(step, i);
  bool planar = step.getShape() && step.getShape()->getFamily() == "PlanarWindow";
  return planar && i == 0 ? type.getShape().back() : rowElements(type);
}

static std::string endText(Value slot, int64_t row, bool source) {
  arena::Place place = arena::placeOf(slot);
  if (place.pitch != 0) row = row / place.type.getShape().back() * place.pitch;
  std::string element = (source ? "const " : "") + cType(place.type.getElementType());
  std::string begin = variableOf(slot) + ", " + std::to_string(row);
  arena::RingAttr ring = place.base.getRingAttr();
  if (!ring) return "Whole<" + element + ">{" + begin + "}";
  if (ring.getRows() == 1) return "Whole<" + element + ">{" + variableOf(slot) + ", 0}";
  return "Ring<" + element + ">{" + begin + ", " + std::to_string(ring.getRows()) + "}";
}

std::string sourceText(arena::StepOp step, unsigned i) {
  int64_t row = rowElements(step, i);
  if (Value slot = slotOf(step, i)) return endText(slot, row, /*source=*/true);
  return "Whole<const " + cType(operandType(step, i).getElementType()) + ">{" +
         weightOf(step, i).getValue().str() + ", " + std::to_string(row) + "}";
}

std::string sinkText(arena::StepOp step) {
  return endText(step.getOutputs().front(), rowElements(resultType(step)), /*source=*/false);
}

}  // namespace pelemay::codegen
