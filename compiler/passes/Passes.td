//===- Passes.td - all passes, in the order the pipeline runs them --------------------------------===//
#ifndef PELEMAY_PASSES
#define PELEMAY_PASSES

include "mlir/Pass/PassBase.td"

def GraphFuseElementwise : Pass<"graph-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "element-wise ops become the epilogue of the op that feeds them";
  let description = [{
    An element-wise op that is the only reader of a host's result moves into the host's epilogue: the kernel
    applies it to each element before it is stored. Saves one buffer and one walk over memory per op, and never
    changes a value.
  }];
}

#endif
