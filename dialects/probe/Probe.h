//===- Probe.h - the probe dialect: what is watched -----------------------------------------------===//
#pragma once

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/probe/Dialect.h.inc"
#define GET_OP_CLASSES
#include "dialects/probe/Ops.h.inc"
#undef GET_OP_CLASSES
