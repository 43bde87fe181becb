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

def Graph_AddRequantizeOp : Graph_Op<"add_requantize", Graph_Quantization> {
  let summary = "the sum of two quantized tensors, with one rounding";
  let description = [{
    `y = clamp(zero + floor(((a - zeros[0]) * multipliers[0] + (b - zeros[1]) * multipliers[1] + 2^(shift-1)) /
    2^shift), lo, hi)` in 32 bits. `ties`, when present, is `pa, pb, q`: where
    `((a - zeros[0]) * pa + (b - zeros[1]) * pb) mod q = q/2` the exact value lies half way and goes to the
    even integer before `zero` is added.

    - (C1) `a` and `b` are 8-bit integers of one type whose shapes broadcast as numpy's do; the result has that
      shape and an 8-bit type.
    - (C2) `shift` lies in 10..29 and `255 * (|Ma| + |Mb|) + 2^(shift-1) < 2^31`: nothing leaves 32 bits.
  }];
  let arguments = (ins AnyRankedTensor:$a, AnyRankedTensor:$b, DenseI32ArrayAttr:$zeros, DenseI32ArrayAttr:$multipliers,
                       I64Attr:$shift, I64Attr:$zero, I64Attr:$lo, I64Attr:$hi, OptionalAttr<DenseI64ArrayAttr>:$ties);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$a `,` $b attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

def Graph_MulRequantizeOp : Graph_Op<"mul_requantize", Graph_Quantization, [InferTypeOpAdaptor]> {
  let summary = "the product of two quantized tensors, with one rounding";
  let description = [{
    `(a - zeros[0]) * (b - zeros[1])` through the formula of `#graph.requantize`; the shapes broadcast as numpy's do.

    - (C1) `a` and `b` are 8-bit integers, and `zeros` lie in their ranges: the product fits into 17 bits.
    - (C2) the attribute holds one value in each list.
  }];
  let arguments = (ins AnyRankedTensor:$a, AnyRankedTensor:$b, DenseI32ArrayAttr:$zeros, Graph_RequantizeAttr:$by);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$a `,` $b `zeros` $zeros `by` $by attr-dict `:` functional-type(operands, results)";
}

def Graph_LookupOp : Graph_Op<"lookup", Graph_Quantization, [InferTypeOpAdaptor]> {
  let summary = "one of 256 stored values for each 8-bit integer";
  let description = [{
    `y = table[x - least]`, where `least` is -128 or 0: any function of one 8-bit tensor. What it is has been
    computed ahead of time.

    - (C1) `x` and the table are 8-bit integers; the table is a vector of 256.
  }];
  let arguments = (ins AnyRankedTensor:$x, AnyRankedTensor:$table);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `in` $table attr-dict `:` functional-type(operands, results)";
}

def Graph_SoftmaxRequantizeOp : Graph_Op<"softmax_requantize", Graph_Quantization> {
  let summary = "softmax of a quantized tensor along one axis, in integers";
  let description = [{
    `e = table[max - x]`, `sum` their sum along the axis, and
    `y = clamp(zero + floor((2 * e * multiplier + sum * 2^shift) / (sum * 2^(shift+1))), lo, hi)` in 64 bits, where
    `table[d]` is `round(exp(-d * scale of x) * 2^bits)` and `multiplier` is `round(2^shift / scale of y)`. How far
    that can be from softmax is said in docs/design/03-integers.md.

    - (C1) `axis` is an axis of `x`, counted from 0.
    - (C2) `x` and the result are 8-bit integers of one shape; the table is a vector of 256 i32.
    - (C3) with `n` elements along the axis, `n * table[0] * 2^(shift+1)` and `2 * table[0] * multiplier` stay
      below 2^62; the table does not ascend, is not negative, and begins with more than 0.
  }];
  let arguments = (ins AnyRankedTensor:$x, AnyRankedTensor:$table, I64Attr:$axis, I64Attr:$multiplier, I64Attr:$shift,
                       I64Attr:$zero, I64Attr:$lo, I64Attr:$hi);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x `in` $table `axis` $axis attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

#endif
