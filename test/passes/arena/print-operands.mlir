// RUN: pelemay-opt %s --graph-lower-to-steps --arena-select-variants --arena-pack-weights --arena-assign-lifetimes --arena-solve-offsets --arena-name --arena-print --split-input-file | FileCheck %s

// Any operand may be a constant: an element-wise one, the left one of a product, the input of a whole kernel, and what is returned.
// CHECK:         layer(map<SubStep, Sub>(), m_c, x, d);
// CHECK-NEXT:    layer(matmul<Matmul>(d), m_c, e);
// CHECK-NEXT:    softmax<Softmax>(m_c, f);
// CHECK-NEXT:    layer(copy<{{.*}}>(), m_c, g);
func.func @m(%x: tensor<2x2xf32> {graph.name = "x"}) -> (tensor<2x2xf32> {graph.name = "d"}, tensor<2x2xf32> {graph.name = "e"}, tensor<2x2xf32> {graph.name = "f"}, tensor<2x2xf32> {graph.name = "g"}) {
  %c = graph.constant dense<1.0> : tensor<2x2xf32> {origins = [#graph.origin<"onnx" "Constant" "c">]} : tensor<2x2xf32>
  %0 = graph.sub %c, %x : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  %1 = graph.matmul %c, %0 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  %2 = graph.softmax %c axis 1 : (tensor<2x2xf32>) -> tensor<2x2xf32>
  return %0, %1, %2, %c : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
}

// -----

// Products take their right operand and bias by name, pools and reductions their operation as a template
// argument, quantizations their scales as one number or a list.
// CHECK:         layer(linear<Linear>(w, b), x, y);
// CHECK-NEXT:    layer(max_pool<MaxPool>(), p, q);
// CHECK-NEXT:    layer(average_pool<AveragePool, true>(), p, r);
// CHECK-NEXT:    reduce<ReduceMax, Max>(x, s);
// CHECK-NEXT:    transpose<TransposeStep>(x, t);
// CHECK-NEXT:    layer(quantize<QuantizeStep>(one(0x1p-1f), 3, 0, 255), x, u);
// CHECK-NEXT:    layer(dequantize<D>(each(m_d_scale), 3), u, v);
func.func @m(%x: tensor<2x2xf32> {graph.name = "x"}, %w: tensor<2x2xf32> {graph.name = "w"}, %b: tensor<2xf32> {graph.name = "b"}, %p: tensor<1x2x2x1xf32> {graph.name = "p"}) -> (tensor<2x2xf32> {graph.name = "y"}, tensor<1x1x1x1xf32> {graph.name = "q"}, tensor<1x1x1x1xf32> {graph.name = "r"}, tensor<2xf32> {graph.name = "s"}, tensor<2x2xf32> {graph.name = "t"}, tensor<2x2xui8> {graph.name = "u"}, tensor<2x2xf32> {graph.name = "v"}) {
  %0 = graph.linear %x, %w, %b : (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  %1 = graph.max_pool %p window [2, 2] stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x2x2x1xf32>) -> tensor<1x1x1x1xf32>
  %2 = graph.average_pool %p window [2, 2] stride [1, 1] pad [0, 0, 0, 0] count_pad : (tensor<1x2x2x1xf32>) -> tensor<1x1x1x1xf32>
  %3 = graph.reduce_max %x axes [1] : (tensor<2x2xf32>) -> tensor<2xf32>
  %4 = graph.transpose %x perm [1, 0] : (tensor<2x2xf32>) -> tensor<2x2xf32>
  %5 = graph.quantize %x scale [0.5] zero [3] : (tensor<2x2xf32>) -> tensor<2x2xui8>
  %6 = graph.dequantize %5 scale [0.5, 0.25] zero [3, 3] axis 1 {origins = [#graph.origin<"onnx" "DequantizeLinear" "d">]} : (tensor<2x2xui8>) -> tensor<2x2xf32>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<2x2xf32>, tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<2x2xui8>, tensor<2x2xf32>
}

// -----

// A residual is as far apart as the kernel counts: rows of 3 pixels of 4 channels, though the tensor has rank 3.
// CHECK:         using AddStep = Elements<Out<2, 3, 4>, Strides<4, 0, 1>>;
// CHECK:         layer(map<AddStep, Add>(ByElement{Mul{}, r, 12, 4, 0}), x, r, y);
func.func @m(%x: tensor<2x1x4xf32> {graph.name = "x"}, %r: tensor<2x3x4xf32> {graph.name = "r"}) -> (tensor<2x3x4xf32> {graph.name = "y"}) {
  %0 = graph.add %x, %r extras(%r) {epilogue = [#graph.apply<op = "mul", operand = 0>]} : (tensor<2x1x4xf32>, tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  return %0 : tensor<2x3x4xf32>
}

// -----

// Parameters in the order of the record, not of the alphabet, as people write them; reductions by their functor.
// CHECK:         map<Bounded>(Clip{0.0f, 6.0f}, then(Map{LeakyRelu{0.1f}}, Map{HardSigmoid{0.25f, 0.5f}})),
// CHECK-NEXT:    x, bounded);
// CHECK-NEXT:    layer(map<Least>(Clip{-__builtin_inff(), 1e-05f}), x, least);
// CHECK-NEXT:    layer(map<Slope, Prelu>(), bounded, x, slope);
// CHECK-NEXT:    reduce_mean<Mean>(x, mean);
// CHECK-NEXT:    reduce<ProductStep, Mul>(x, product);
// CHECK-NEXT:    reduce<Smallest, Min>(x, smallest);
func.func @m(%x: tensor<2x2xf32> {graph.name = "x"}) -> (tensor<2x2xf32> {graph.name = "bounded"}, tensor<2x2xf32> {graph.name = "least"}, tensor<2x2xf32> {graph.name = "slope"}, tensor<2xf32> {graph.name = "mean"}, tensor<f32> {graph.name = "product"}, tensor<2xf32> {graph.name = "smallest"}) {
  %0 = graph.clip %x {lo = 0.0 : f32, hi = 6.0 : f32, epilogue = [#graph.apply<op = "leaky_relu", attributes = {alpha = 0.1 : f32}>, #graph.apply<op = "hard_sigmoid", attributes = {alpha = 0.25 : f32, beta = 0.5 : f32}>], origins = [#graph.origin<"onnx" "Clip" "bounded">]} : (tensor<2x2xf32>) -> tensor<2x2xf32>
  %1 = graph.clip %x {hi = 1.0e-5 : f32, origins = [#graph.origin<"onnx" "Clip" "least">]} : (tensor<2x2xf32>) -> tensor<2x2xf32>
  %2 = graph.prelu %0, %x {origins = [#graph.origin<"onnx" "PRelu" "slope">]} : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  %3 = graph.reduce_mean %x axes [0] {origins = [#graph.origin<"onnx" "ReduceMean" "mean">]} : (tensor<2x2xf32>) -> tensor<2xf32>
  %4 = graph.reduce_prod %x axes [0, 1] {origins = [#graph.origin<"onnx" "ReduceProd" "product">]} : (tensor<2x2xf32>) -> tensor<f32>
  %5 = graph.reduce_min %x axes [1] {origins = [#graph.origin<"onnx" "ReduceMin" "smallest">]} : (tensor<2x2xf32>) -> tensor<2xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<f32>, tensor<2xf32>
}

// -----

// Moves name their walks, a pad its value in the tensor's type, a concatenation its parts.
// CHECK:         using Part = Move<Dims<2, 2>, Walk<5, -3, -2>, Walk<0, 2, 1>>;
// CHECK:         using Framed = Move<Dims<2, 3>, Walk<0, 3, 1>, Walk<6, 5, 1>, 20>;
// CHECK:         using Joined = Chunks<2, 3, 2>;
// CHECK:         slice<Part>(x, part);
// CHECK-NEXT:    pad<Framed>(x, framed, -__builtin_inff());
// CHECK-NEXT:    concat<Joined>(x, part, joined);
func.func @m(%x: tensor<2x3xf32> {graph.name = "x"}) -> (tensor<2x2xf32> {graph.name = "part"}, tensor<4x5xf32> {graph.name = "framed"}, tensor<2x5xf32> {graph.name = "joined"}) {
  %0 = graph.slice %x start [1, 2] step [-1, -2] {origins = [#graph.origin<"onnx" "Slice" "part">]} : (tensor<2x3xf32>) -> tensor<2x2xf32>
  %1 = graph.pad %x low [1, 1] high [1, 1] value 0xFFF0000000000000 {origins = [#graph.origin<"onnx" "Pad" "framed">]} : (tensor<2x3xf32>) -> tensor<4x5xf32>
  %2 = graph.concat %x, %0 axis 1 {origins = [#graph.origin<"onnx" "Concat" "joined">]} : (tensor<2x3xf32>, tensor<2x2xf32>) -> tensor<2x5xf32>
  return %0, %1, %2 : tensor<2x2xf32>, tensor<4x5xf32>, tensor<2x5xf32>
}
