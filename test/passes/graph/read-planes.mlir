// RUN: pelemay-opt %s --graph-read-planes --split-input-file | FileCheck %s
// RUN: pelemay-opt %s --graph-read-planes --graph-lower-to-steps --arena-select-variants --arena-stream-pools --arena-assign-lifetimes --arena-solve-offsets --arena-check-plan --arena-name --arena-print --split-input-file | FileCheck %s --check-prefix=TEXT

// Two convolutions read the image as it is; the first is the model's Transpose, too, but named after itself.
// CHECK-LABEL: @image
// CHECK-NOT:     graph.transpose
// CHECK:         graph.conv %arg0, %{{.*}} stride [2, 2] pad [1, 1, 1, 1] planar {origins = [#graph.origin<"onnx" "Transpose" "t">, #graph.origin<"onnx" "Conv" "c">]} : (tensor<1x3x8x6xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x3x4xf32>
// CHECK-NEXT:    graph.conv %arg0, %{{.*}} stride [1, 1] pad [1, 1, 1, 1] planar

// A layer finds the rows of plane 0 by the shape, a stream by the source. The pool's stream is what it was.
// TEXT-LABEL:  // ===- image.cpp
// TEXT:        using C = PlanarWindow<In<8, 6, 3>, Out<4, 3, 4>, Kernel<3, 3>, Stride<2, 2>, Pad<1, 1>>;
// TEXT:        layer(conv_planar<C>(image_constant, no_bias<float>), input, output);
// TEXT:        Rows d_rows(
// TEXT-NEXT:       conv_planar<D>(image_constant, no_bias<float>),
// TEXT-NEXT:       Whole<const float>{input, 6}, Ring<float>{d, 24, 2});
func.func @image(%x: tensor<1x3x8x6xf32>) -> (tensor<1x4x3x4xf32>, tensor<1x4x3x4xf32>) {
  %w = graph.constant dense<1.0> : tensor<4x3x3x3xf32> : tensor<4x3x3x3xf32>
  %0 = graph.transpose %x perm [0, 2, 3, 1] {origins = [#graph.origin<"onnx" "Transpose" "t">]} : (tensor<1x3x8x6xf32>) -> tensor<1x8x6x3xf32>
  %1 = graph.conv %0, %w stride [2, 2] pad [1, 1, 1, 1] {origins = [#graph.origin<"onnx" "Conv" "c">]} : (tensor<1x8x6x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x3x4xf32>
  %2 = graph.conv %0, %w stride [1, 1] pad [1, 1, 1, 1] {origins = [#graph.origin<"onnx" "Conv" "d">]} : (tensor<1x8x6x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x6x4xf32>
  %3 = graph.max_pool %2 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] {origins = [#graph.origin<"onnx" "MaxPool" "p">]} : (tensor<1x8x6x4xf32>) -> tensor<1x4x3x4xf32>
  return %1, %3 : tensor<1x4x3x4xf32>, tensor<1x4x3x4xf32>
}

// -----

// The turned image stays for a reader that wants pixels, for groups, for more than four planes, for
// another order, and where nobody reads it but the caller.
// CHECK-LABEL: @pixels
// CHECK-COUNT-5: graph.transpose
// CHECK-NOT:     planar
// CHECK:         return
func.func @pixels(%x: tensor<1x4x8x6xf32>, %y: tensor<1x5x8x6xf32>) -> (tensor<1x4x3x4xf32>, tensor<1x8x6x4xf32>) {
  %w = graph.constant dense<1.0> : tensor<4x3x3x4xf32> : tensor<4x3x3x4xf32>
  %g = graph.constant dense<1.0> : tensor<4x3x3x2xf32> : tensor<4x3x3x2xf32>
  %v = graph.constant dense<1.0> : tensor<4x3x3x5xf32> : tensor<4x3x3x5xf32>
  %0 = graph.transpose %x perm [0, 2, 3, 1] : (tensor<1x4x8x6xf32>) -> tensor<1x8x6x4xf32>
  %1 = graph.conv %0, %w stride [1, 1] pad [1, 1, 1, 1] : (tensor<1x8x6x4xf32>, tensor<4x3x3x4xf32>) -> tensor<1x8x6x4xf32>
  %2 = graph.max_pool %0 window [2, 2] stride [2, 2] pad [0, 0, 0, 0] : (tensor<1x8x6x4xf32>) -> tensor<1x4x3x4xf32>
  %3 = graph.transpose %x perm [0, 2, 3, 1] : (tensor<1x4x8x6xf32>) -> tensor<1x8x6x4xf32>
  %4 = graph.conv %3, %g stride [1, 1] pad [1, 1, 1, 1] groups 2 : (tensor<1x8x6x4xf32>, tensor<4x3x3x2xf32>) -> tensor<1x8x6x4xf32>
  %5 = graph.transpose %y perm [0, 2, 3, 1] : (tensor<1x5x8x6xf32>) -> tensor<1x8x6x5xf32>
  %6 = graph.conv %5, %v stride [1, 1] pad [1, 1, 1, 1] : (tensor<1x8x6x5xf32>, tensor<4x3x3x5xf32>) -> tensor<1x8x6x4xf32>
  %7 = graph.transpose %x perm [0, 3, 2, 1] : (tensor<1x4x8x6xf32>) -> tensor<1x6x8x4xf32>
  %8 = graph.conv %7, %w stride [1, 1] pad [1, 1, 1, 1] : (tensor<1x6x8x4xf32>, tensor<4x3x3x4xf32>) -> tensor<1x6x8x4xf32>
  %9 = graph.transpose %x perm [0, 2, 3, 1] : (tensor<1x4x8x6xf32>) -> tensor<1x8x6x4xf32>
  return %2, %9 : tensor<1x4x3x4xf32>, tensor<1x8x6x4xf32>
}
