//===- Limits.td - what a frontend's op means and needs besides ours ------------------------------===//
// One record for spellings that have more to say than the op they become: inputs and attributes of their
// own, versions that differ, what is refused and what to do then. `pelemay explain` and docs/support.md
// print it; the cure of an error is often "see there". pelemay-tblgen checks that each spelling exists.
//===---------------------------------------------------------------------------------------------===//
#ifndef PELEMAY_GRAPH_LIMITS
#define PELEMAY_GRAPH_LIMITS

class Graph_Limits<string fe, list<string> spellings, code words> {
  string frontend = fe;
  list<string> names = spellings;
  code text = words;
  code differs = "";  // from ONNX Runtime, where the model is legal for both
}

//===- Windows -----------------------------------------------------------------------------------===//

def : Graph_Limits<"onnx", ["Conv"], [{
  A batch of 1: export the model with it and run once for each sample. N, C, H, W or N, C, L; of more axes, only
  ones of size 1, which a Reshape drops. Weights and bias are constants. auto_pad SAME_* whose strides leave elements
  out on both sides: write the pads out. Strides, dilations and group are positive, pads not negative.
}]>;

def : Graph_Limits<"onnx", ["MaxPool"], [{
  A batch of 1; N, C, H, W or N, C, L; float32, from opset 12 on int8 and uint8. ceil_mode and dilations from opset 10
  on. The second output, the indices, must be left unread: end the model in front of the node that reads it.
}]> {
  let differs = [{
    A window that holds NaN gives NaN; ONNX Runtime gives the largest number. auto_pad SAME_* with dilations counts as
    ONNX says, ceil(size / stride); ONNX Runtime's map is smaller. ceil_mode leaves out a last window that would begin
    in the padding, as ONNX Runtime does; onnx.shape_inference counts it.
  }];
}

def : Graph_Limits<"onnx", ["AveragePool"], [{
  A batch of 1; N, C, H, W or N, C, L; float32. count_include_pad from opset 7 on, ceil_mode from 10, dilations from
  19. What ceil_mode lets stick out is never counted; padding that is counted beside it takes a padded copy of the map.
}]>;

def : Graph_Limits<"onnx", ["GlobalAveragePool", "GlobalMaxPool"], [{
  A batch of 1; N, C, H, W or N, C, L; float32.
}]>;

//===- Products ----------------------------------------------------------------------------------===//

def : Graph_Limits<"onnx", ["Gemm"], [{
  Matrices of float32. alpha goes into constant weights, beta into a constant C; C broadcasts to the result.
}]>;

def : Graph_Limits<"onnx", ["MatMul"], [{
  float32. The left may be a stack of matrices, the right is one matrix: split a stack with Slice or Split and join the
  products with Concat. A vector is no matrix: Unsqueeze it, and Squeeze the result.
}]>;

//===- Normalization -----------------------------------------------------------------------------===//

def : Graph_Limits<"onnx", ["BatchNormalization"], [{
  Of inference: x * scale / sqrt(var + epsilon) + bias - mean * .., two constants for each channel (axis 1). Scale, bias
  and statistics are constants. Refused: training_mode = 1 (from opset 14 on), more than one output (before 14 that is
  training), spatial = 0 (before 9: a mean for each element; write it as Mul and Add of constants).
}]>;

def : Graph_Limits<"onnx", ["Softmax"], [{
  From opset 13 on along one axis, the last by default. Before, the input is taken as a matrix whose rows are all axes
  from `axis` (1 by default) on, together.
}]>;

//===- Element-wise ------------------------------------------------------------------------------===//

def : Graph_Limits<"onnx", ["Add", "Sub", "Mul"], [{
  float32; int64 where both operands are constants (shapes are computed like that). Shapes broadcast as numpy's.
}]>;

def : Graph_Limits<"onnx", ["Div"], [{
  float32 alone: integers divide differently in different versions of ONNX. Shapes broadcast as numpy's.
}]>;

def : Graph_Limits<"onnx", ["Sum", "Mean"], [{
  float32. Any number of operands, added in their order; Mean divides by their number. Shapes broadcast as numpy's.
}]>;

def : Graph_Limits<"onnx", ["Max", "Min"], [{
  Any number of operands of one type: float32, from opset 12 on integers. Shapes broadcast as numpy's.
}]>;

def : Graph_Limits<"onnx", ["Clip"], [{
  Bounds are attributes before opset 11, inputs from then on: one element of the input's type, not NaN. Constant bounds of
  float32 become parameters, others graph.max and graph.min.
}]>;

def : Graph_Limits<"onnx", ["PRelu"], [{
  float32. From opset 7 on the slope broadcasts to the input, before it holds one value or one a channel.
}]>;

//===- Views and moves ---------------------------------------------------------------------------===//

def : Graph_Limits<"onnx", ["Reshape"], [{
  The shape is a constant, or computed from constants: 0 copies the input's size (unless allowzero), one -1 is what is
  left. All sizes together are the input's elements: a model exported for a batch of 1 has that 1 in its shapes, too.
}]>;

def : Graph_Limits<"onnx", ["Squeeze", "Unsqueeze"], [{
  Axes are an attribute before opset 13, a constant input from then on. Squeeze without axes drops all of size 1.
}]>;

def : Graph_Limits<"onnx", ["Dropout"], [{
  Of inference: the input itself. training_mode, an input from opset 12 on, is absent or a constant false; the mask, the
  second output, is left unread.
}]>;

def : Graph_Limits<"onnx", ["Identity"], [{
  The input itself, of any type.
}]>;

def : Graph_Limits<"onnx", ["Slice"], [{
  starts, ends, axes and steps are attributes before opset 10, constants from then on; steps may be negative. At least one
  element is taken: a node whose result would be empty is to be left out, with its readers.
}]>;

def : Graph_Limits<"onnx", ["Split"], [{
  Sizes are the attribute `split` before opset 13, a constant input from then on; they are positive and add up to the
  axis. Without them the outputs share the axis: equally, or from opset 18 on with less for the last; num_outputs, then, is
  the number of outputs, with and without a name.
}]>;

def : Graph_Limits<"onnx", ["Concat"], [{
  All operands have one type, and one shape but for the axis. Constants of int64 are joined at once: shapes are.
}]>;

def : Graph_Limits<"onnx", ["Pad"], [{
  mode = constant alone. Pads, axes and the value are constants; a negative pad cuts off.
}]>;

def : Graph_Limits<"onnx", ["Constant"], [{
  value, value_float(s) or value_int(s); neither strings nor sparse tensors.
}]>;

def : Graph_Limits<"onnx", ["ConstantOfShape"], [{
  The shape is a constant; the result has at most 64 MiB.
}]>;

def : Graph_Limits<"onnx", ["Shape", "Gather"], [{
  What exporters compute shapes with. Shape is known at compile time, for all sizes are; Gather takes elements of a list
  of int64 that is known, by constant indices.
}]>;

//===- Reductions --------------------------------------------------------------------------------===//

def : Graph_Limits<"onnx", ["ReduceMax", "ReduceMin"], [{
  Axes are an attribute before opset 18, a constant input from then on. float32 and integers.
}]>;

def : Graph_Limits<"onnx", ["ReduceSum", "ReduceProd"], [{
  Axes are an attribute before opset 18 (ReduceSum: 13), a constant input from then on. float32, int32, int64.
}]>;

def : Graph_Limits<"onnx", ["ReduceMean", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare"], [{
  Axes are an attribute before opset 18, a constant input from then on. float32. What is not the plain reduction is
  computed around it: ReduceL2 is sqrt(sum(x * x)), ReduceLogSumExp subtracts the largest element first.
}]>;

//===- Quantization ------------------------------------------------------------------------------===//

def : Graph_Limits<"onnx", ["QuantizeLinear"], [{
  float32 in, int8 or uint8 out. Scales are constants, finite and positive: one, or from opset 13 on one for each index of an
  axis. Zero points are constants of the result's type; output_dtype says the same, or stands for one of 0. No blocks.
}]> {
  let differs = [{
    NaN gives the zero point; ONNX Runtime on x86 gives the type's least value.
  }];
}

def : Graph_Limits<"onnx", ["DequantizeLinear"], [{
  int8, uint8 or int32 in (int32 with zero points of 0), float32 out. Scales and zero points as QuantizeLinear's.
}]>;

def : Graph_Limits<"onnx", ["DynamicQuantizeLinear"], [{
  Scale and zero point are found at run time, in floats: quantize the model with constants for integers from end to end.
}]> {
  let differs = [{
    Where all numbers are so small that the scale, range / 255, is 0, it is 1 and all else 0; ONNX Runtime divides by 0.
    NaN in the tensor: as QuantizeLinear.
  }];
}

def : Graph_Limits<"onnx", ["QLinearConv", "QLinearMatMul"], [{
  Read as DequantizeLinear, Conv or MatMul, QuantizeLinear, and within their limits. int8 or uint8, the bias int32. Scales
  and zero points are constants: one, or for weights one for each output channel.
}]> {
  let differs = [{
    Sums that may leave 32 bits are computed in floats; ONNX Runtime's wrap around.
  }];
}

def : Graph_Limits<"onnx", ["ConvInteger", "MatMulInteger"], [{
  int8 or uint8 in, exact sums of int32 out, within 32 bits whatever the input is; else Conv's and MatMul's limits.
  Zero points are constants: one, or for weights one for each output channel. The input's may be computed by the model
  (DynamicQuantizeLinear): pads are a copy of the map within a frame then, of at most 64 MiB, for which flash holds one
  byte a row and column of it.
  ConvInteger's weights are constants; MatMulInteger's may be computed with a zero point of 0. Weights that do not fit
  into int8 without their zero point cost a second product: of one channel, or with zero points for channels of all.
}]>;

def : Graph_Limits<"microsoft", ["QGemm"], [{
  Read as Gemm between DequantizeLinear and QuantizeLinear. int8 or uint8, C int32 in units of alpha * a_scale * b_scale.
  Scales and zero points are constants: one, or for B one for each column. Without y_scale the result is float32. alpha
  is finite and above 0: it is a part of b_scale, rounded to float32.
}]>;

def : Graph_Limits<"microsoft", ["QLinearAveragePool", "QLinearGlobalAveragePool"], [{
  Read as the float operator between DequantizeLinear and QuantizeLinear, and within its limits. int8 or uint8; scales and
  zero points are constants. Refused: channels_last = 1 (put a Transpose in front and behind).
}]>;

def : Graph_Limits<"microsoft", ["QLinearAdd", "QLinearConcat", "QLinearLeakyRelu", "QLinearMul", "QLinearSigmoid"], [{
  Read as the float operator between DequantizeLinear and QuantizeLinear. int8 or uint8; scales and zero points are
  constants, one each. Shapes broadcast as numpy's. QLinearConcat says its axis and reads the result's scale and zero
  point, then tensor, scale and zero point of each part; shapes differ along the axis alone.
}]>;

def : Graph_Limits<"microsoft", ["QLinearSoftmax"], [{
  Read as Softmax of the version in `opset` between DequantizeLinear and QuantizeLinear; before 13 `axis` is written out.
  int8 or uint8; scales and zero points are constants, one each.
}]>;

#endif
