//===- Passes.td - all passes, in the order the pipeline runs them --------------------------------===//
#ifndef PELEMAY_PASSES
#define PELEMAY_PASSES

include "mlir/Pass/PassBase.td"

def GraphImportVerify : Pass<"graph-import-verify", "::mlir::ModuleOp"> {
  let summary = "checks what a frontend promises to all passes behind it";
  let description = [{
    One function with one block, static shapes of 1 to 2^40 elements, f32, i8, ui8, i32 or i64 at the borders, a name
    (`graph.name`) of its own for each input and output, graph ops without side effects. Changes nothing.
  }];
}

def GraphFoldConstants : Pass<"graph-fold-constants", "::mlir::func::FuncOp"> {
  let summary = "what does not depend on the input is computed now";
  let description = [{
    Every op whose operands are all constants is replaced by its value, computed by the code the device runs
    (`runtime/pelemay/kernels`). Views, moves and quantizations of a constant keep its name. Unread constants go.

    Runs twice. First without `dequantize`: dequantized weights stay, so that graph-lower-quantization sees their
    integers and scales. Behind that pass with `dequantize`: what stayed float becomes a float constant.
  }];
  let options = [
    Option<"dequantize", "dequantize", "bool", "false", "fold graph.dequantize too: after graph-lower-quantization">,
  ];
}

def GraphLowerQuantization : Pass<"graph-lower-quantization", "::mlir::func::FuncOp"> {
  let summary = "quantize(op(dequantize(x))) becomes integer arithmetic";
  let description = [{
    Between `graph.dequantize` and `graph.quantize`, convolutions, products, average pools, sums, maxima and moves
    become ops on plain integers followed by `graph.requantize` or `graph.add_requantize`, by the one formula of
    docs/design/03-integers.md. Zero points go into biases and fills, clamps into the bounds `lo` and `hi`; moves
    between the op and its quantization are looked through. The stored integers are those of the exact rational
    value, rounded once.

    What cannot be lowered stays float, with a remark at its node: a bias that is float or whose scale is not
    s_in * s_w within 2^-20, weights whose integers leave 8 bits without their zero point, accumulators beyond 32
    bits, averages with padding that is not counted, sums of operands of different types or shapes.
  }];
}

def GraphSinkTransposes : Pass<"graph-sink-transposes", "::mlir::func::FuncOp"> {
  let summary = "transposes move down until they cancel";
  let description = [{
    Frontends wrap window ops in transposes between their axis order and `N, H, W, C`. Each op is visited once, in
    order; a transpose in front of it moves behind it where the op does not care: element-wise ops, quantization,
    softmax and reductions (their axis is renumbered, and `axes` of their origins). Two in a row become one or
    none, one that only moves axes of size 1 becomes a reshape, and one that is flattened into a product with
    constant weights becomes an order of the weights' columns: the same products, summed in another order, which
    is the only way in which a float can change.
  }];
}

def GraphFuseElementwise : Pass<"graph-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "element-wise ops become the epilogue of the op that feeds them";
  let description = [{
    An element-wise op that is the only reader of a host's result moves into the host's epilogue: the kernel
    applies it to each element before it is stored. Saves one buffer and one walk over memory per op, and never
    changes a value.
  }];
}

#endif
