#include "dialects/arena/Arena.h"

#include "dialects/graph/Graph.h"
#include "llvm/ADT/TypeSwitch.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"

using namespace mlir;

#include "dialects/arena/Dialect.cpp.inc"
#include "dialects/arena/Enums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/arena/Attributes.cpp.inc"
#define GET_TYPEDEF_CLASSES
#include "dialects/arena/Types.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/arena/Ops.cpp.inc"

namespace pelemay::arena {

void ArenaDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/arena/Attributes.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/arena/Types.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/arena/Ops.cpp.inc"
      >();
}

/// What steps read and write; distinct from memory in general, so that nothing else is ordered by
/// it.
struct SlotResource : SideEffects::Resource::Base<SlotResource> {
  llvm::StringRef getName() final { return "slot"; }
};

void StepOp::getEffects(
    llvm::SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>& effects) {
  auto add = [&](OpOperand& operand, MemoryEffects::Effect* effect) {
    effects.emplace_back(effect, &operand, SlotResource::get());
  };
  for (OpOperand& operand : getInputsMutable()) add(operand, MemoryEffects::Read::get());
  for (OpOperand& operand : getOutputsMutable()) add(operand, MemoryEffects::Write::get());
  for (OpOperand& operand : getScratchMutable()) add(operand, MemoryEffects::Write::get());
}

}  // namespace pelemay::arena
