//===- Passes.h - every pass, made from Passes.td -------------------------------------------------===//
#pragma once

#include "dialects/arena/Arena.h"
#include "dialects/graph/Graph.h"
#include "dialects/probe/Probe.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace pelemay {

/// On the module between graph-import-verify and probe-weave: the names of all ops as imported.
inline constexpr llvm::StringLiteral kOps{"graph.ops"};

#define GEN_PASS_DECL
#include "compiler/passes/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/passes/Passes.h.inc"

}  // namespace pelemay
