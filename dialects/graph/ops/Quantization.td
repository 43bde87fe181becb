//===- Quantization.td - the only ops that know scales and zero points ---------------------------===//
#ifndef PELEMAY_GRAPH_QUANTIZATION
#define PELEMAY_GRAPH_QUANTIZATION

include "dialects/graph/Host.td"

/// Scale and zero point are constants: one, or one for each index of `axis`.
class Graph_Scaled<string mnemonic> : Graph_Op<mnemonic, Graph_Quantization> {
  let arguments = (ins AnyRankedTensor:$x, DenseF32ArrayAttr:$scale, DenseI64ArrayAttr:$zero,
                       DefaultValuedOptionalAttr<I64Attr, "0">:$axis);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `scale` custom<Scales>($scale) `zero` $zero (`axis` $axis^)? attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

def Graph_QuantizeOp : Graph_Scaled<"quantize"> {
  let summary = "saturate(round_half_even(x / scale) + zero)";
  let description = [{
    `x / scale` is a float32 division, as in ONNX.

    - (C1) `x` is f32 and the result an integer of at most 32 bits, of the same shape.
    - (C2) every scale is finite and positive; every zero point lies in the result's range.
    - (C3) there is one scale and zero point, or one of each for every index of `axis`.
  }];
  let from = [From<"onnx", "QuantizeLinear", 10>, From<"onnx", "DynamicQuantizeLinear", 11>];
}

def Graph_DequantizeOp : Graph_Scaled<"dequantize"> {
  let summary = "(x - zero) * scale";
  let description = [{
    - (C1) `x` is an integer of at most 32 bits and the result f32, of the same shape.
    - (C2), (C3) as in `graph.quantize`, with `x`'s range.
  }];
  let from = [From<"onnx", "DequantizeLinear", 10>, From<"onnx", "Cast", 6>];
}

def Graph_RequantizeOp : Graph_Op<"requantize", Graph_Quantization, [InferTypeOpAdaptor]> {
  let summary = "from i32 accumulators to stored integers, with one rounding";
  let description = [{
    The formula and its integers stand in `#graph.requantize`; channels are the last axis.

    - (C1) `x` is i32.
    - (C2) the attribute holds one value, or one for every index of the last axis.
  }];
  let arguments = (ins AnyRankedTensor:$x, Graph_RequantizeAttr:$by);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `by` $by attr-dict `:` functional-type(operands, results)";
}

def Graph_AddRequantizeOp : Graph_Op<"add_requantize", Graph_Quantization, [SameTypeOperands]> {
  let summary = "the sum of two quantized tensors, with one rounding";
  let description = [{
    `y = clamp(zero + floor(((a - zeros[0]) * multipliers[0] + (b - zeros[1]) * multipliers[1] + 2^(shift-1)) /
    2^shift), lo, hi)` in 32 bits. `ties`, when present, is `pa, pb, q`: where
    `((a - zeros[0]) * pa + (b - zeros[1]) * pb) mod q = q/2` the exact value lies half way and goes to the
    even integer before `zero` is added.

    - (C1) `a` and `b` have one type, 8-bit integers; the result has their shape and an 8-bit type.
    - (C2) `shift` lies in 10..29 and `255 * (|Ma| + |Mb|) + 2^(shift-1) < 2^31`: nothing leaves 32 bits.
  }];
  let arguments = (ins AnyRankedTensor:$a, AnyRankedTensor:$b, DenseI32ArrayAttr:$zeros, DenseI32ArrayAttr:$multipliers,
                       I64Attr:$shift, I64Attr:$zero, I64Attr:$lo, I64Attr:$hi, OptionalAttr<DenseI64ArrayAttr>:$ties);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$a `,` $b attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

#endif
