//===- pelemay-opt.cpp - runs passes alone: for lit tests and for developers ----------------------===//
#include "compiler/passes/Passes.h"
#include "compiler/pipeline/Dialects.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char** argv) {
  mlir::DialectRegistry registry;
  pelemay::registerDialects(registry);
  pelemay::registerPelemayPasses();
  mlir::registerCanonicalizerPass();
  mlir::registerCSEPass();
  return failed(mlir::MlirOptMain(argc, argv, "Pelemay's pass driver\n", registry));
}
