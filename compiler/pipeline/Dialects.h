//===- Dialects.h - the dialects every tool of ours reads ----------------------------------------===//
#pragma once

#include "dialects/arena/Arena.h"
#include "dialects/graph/Graph.h"
#include "dialects/probe/Probe.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace pelemay {

inline void registerDialects(mlir::DialectRegistry& registry) {
  registry.insert<graph::GraphDialect, arena::ArenaDialect, probe::ProbeDialect,
                  mlir::func::FuncDialect>();
}

}  // namespace pelemay
