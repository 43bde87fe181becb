//===- Linear.td - convolutions and products -----------------------------------------------------===//
#ifndef PELEMAY_GRAPH_LINEAR
#define PELEMAY_GRAPH_LINEAR

include "dialects/graph/Host.td"

def Graph_ConvOp : Graph_Host<"conv", Graph_Linear, [AttrSizedOperandSegments, InferTypeOpAdaptor]> {
  let summary = "sum of a window's elements times weights, plus a bias";
  let description = [{
    `y[n, i, j, o] = b[o] + sum over (p, q, c) of x[n, i*stride + p*dilation - pad, .., c] * w[o, p, q, c]`.
    `x` is `N, H, W, C`; `w` is `O, H, W, C / groups`; output channel `o` reads the input channels of its
    group. Elements outside of `x` are `fill`. Floats sum as floats; 8-bit integers sum exactly in i32.
    `pad` is `top, left, bottom, right`. With `planar`, `x` is `N, C, H, W`: an image as cameras and most
    frameworks hold it, read in place.
    Kernels compute a batch of 1, with constant weights and bias.

    - (C1) `x` and `w` have rank 4.
    - (C2) `stride`, `dilation` and `groups` are positive, `pad` is not negative.
    - (C3) `groups` divides the channels of `x` and of `w`, and `w` has `C / groups` input channels.
    - (C4) the window fits into the padded input.
    - (C5) `b` has one value an output channel, of the accumulator's type.
    - (C6) `x` and `w` are both f32, or both 8-bit integers, signed or not; `fill` is one of `x`'s values.
    - (C7) with `planar`, `groups` is 1.
  }];
  let arguments = (ins AnyRankedTensor:$x, AnyRankedTensor:$w, Optional<AnyRankedTensor>:$b,
                       Variadic<AnyRankedTensor>:$extras, DenseI64ArrayAttr:$stride, DenseI64ArrayAttr:$pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilation, DefaultValuedOptionalAttr<I64Attr, "1">:$groups,
                       DefaultValuedOptionalAttr<I64Attr, "0">:$fill, OptionalAttr<ArrayAttr>:$epilogue,
                       UnitAttr:$planar);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = [{ $x `,` $w (`,` $b^)? (`extras` `(` $extras^ `)`)? `stride` $stride `pad` $pad
                          (`dilation` $dilation^)? (`groups` $groups^)? (`fill` $fill^)?
                          (`planar` $planar^)? attr-dict `:` functional-type(operands, results) }];
  // Of an input whose channels are last: all but one pass know no other.
  let builders = [OpBuilder<(ins "::mlir::Value":$x, "::mlir::Value":$w, "::mlir::Value":$b, "::mlir::ValueRange":$extras,
                                 "::mlir::DenseI64ArrayAttr":$stride, "::mlir::DenseI64ArrayAttr":$pad,
                                 "::mlir::DenseI64ArrayAttr":$dilation, "::mlir::IntegerAttr":$groups,
                                 "::mlir::IntegerAttr":$fill, "::mlir::ArrayAttr":$epilogue), [{
    build($_builder, $_state, x, w, b, extras, stride, pad, dilation, groups, fill, epilogue, ::mlir::UnitAttr());
  }]>];
  let from = [From<"onnx", "Conv", 1>, From<"onnx", "ConvInteger", 10>, From<"onnx", "QLinearConv", 10>];
}

def Graph_LinearOp : Graph_Host<"linear", Graph_Linear, [AttrSizedOperandSegments, InferTypeOpAdaptor]> {
  let summary = "x times the transpose of w, plus a bias";
  let description = [{
    `y[m, o] = b[o] + sum over k of x[m, k] * w[o, k]`. Floats sum as floats; 8-bit integers in i32.

    - (C1) `x` and `w` have rank 2 and the same inner size.
    - (C2) `b` has one value an output column, of the accumulator's type.
    - (C3) `x` and `w` are both f32, or both 8-bit integers, signed or not.
  }];
  let arguments = (ins AnyRankedTensor:$x, AnyRankedTensor:$w, Optional<AnyRankedTensor>:$b,
                       Variadic<AnyRankedTensor>:$extras, OptionalAttr<ArrayAttr>:$epilogue);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = [{ $x `,` $w (`,` $b^)? (`extras` `(` $extras^ `)`)? attr-dict `:`
                          functional-type(operands, results) }];
  let from = [From<"onnx", "Gemm", 7>, From<"onnx", "MatMulInteger", 10>, From<"microsoft", "QGemm">];
}

def Graph_MatmulOp : Graph_Host<"matmul", Graph_Linear, [InferTypeOpAdaptor]> {
  let summary = "the product of two matrices";
  let description = [{
    `y[m, n] = sum over k of a[m, k] * b[k, n]`. Floats sum as floats; 8-bit integers in i32.

    - (C1) `a` and `b` have rank 2 and the same inner size.
    - (C2) `a` and `b` are both f32, or both 8-bit integers, signed or not.
  }];
  let arguments = (ins AnyRankedTensor:$a, AnyRankedTensor:$b, Variadic<AnyRankedTensor>:$extras,
                       OptionalAttr<ArrayAttr>:$epilogue);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$a `,` $b (`extras` `(` $extras^ `)`)? attr-dict `:` functional-type(operands, results)";
  let from = [From<"onnx", "MatMul", 1>, From<"onnx", "QLinearMatMul", 10>, From<"nx", "dot">];
}

#endif
