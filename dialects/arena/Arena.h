//===- Arena.h - the arena dialect: where and when ------------------------------------------------===//
#pragma once

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/arena/Dialect.h.inc"
#include "dialects/arena/Enums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/arena/Attributes.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/arena/Types.h.inc"

#define GET_OP_CLASSES
#include "dialects/arena/Ops.h.inc"
#undef GET_OP_CLASSES

namespace pelemay::arena {

/// The `op` of a step that shows its input to the probes; any other names a graph op.
inline constexpr llvm::StringLiteral kProbeStep{"probe.log"};

}  // namespace pelemay::arena
