// RUN: pelemay-opt %s --graph-fuse-pads | FileCheck %s

// A convolution pads with 0, on top of what it pads itself; the origin of the pad goes on in it.
// CHECK-LABEL: @conv
// CHECK-NOT:     graph.pad
// CHECK:         graph.conv %arg0, %arg1 stride [2, 2] pad [1, 2, 3, 5] {origins = [#graph.origin<"onnx" "Pad" "p">, #graph.origin<"onnx" "Conv" "c">]} : (tensor<1x6x6x1xf32>,
// CHECK-NEXT:    return
func.func @conv(%x: tensor<1x6x6x1xf32>, %w: tensor<2x3x3x1xf32>) -> tensor<1x4x6x2xf32> {
  %0 = graph.pad %x low [0, 1, 1, 0] high [0, 2, 3, 0] value 0.0 {origins = [#graph.origin<"onnx" "Pad" "p">]} : (tensor<1x6x6x1xf32>) -> tensor<1x9x10x1xf32>
  %1 = graph.conv %0, %w stride [2, 2] pad [0, 1, 1, 2] {origins = [#graph.origin<"onnx" "Conv" "c">]} : (tensor<1x9x10x1xf32>, tensor<2x3x3x1xf32>) -> tensor<1x4x6x2xf32>
  return %1 : tensor<1x4x6x2xf32>
}

// Integers pad with any value while there is no other: it becomes the fill, or is it already.
// CHECK-LABEL: @fill
// CHECK-NEXT:    graph.conv %arg0, %arg1 stride [1, 1] pad [1, 1, 1, 1] fill -3 : (tensor<1x4x4x1xi8>,
// CHECK-NEXT:    graph.conv %arg0, %arg1 stride [1, 1] pad [2, 1, 1, 1] fill -3 : (tensor<1x4x4x1xi8>,
// CHECK-NEXT:    %[[P:.*]] = graph.pad %arg0
// CHECK-NEXT:    graph.conv %[[P]], %arg1 stride [1, 1] pad [1, 0, 0, 0] fill 4
func.func @fill(%x: tensor<1x4x4x1xi8>, %w: tensor<1x3x3x1xi8>) -> (tensor<1x4x4x1xi32>, tensor<1x5x4x1xi32>, tensor<1x5x4x1xi32>) {
  %0 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] value -3.0 : (tensor<1x4x4x1xi8>) -> tensor<1x6x6x1xi8>
  %1 = graph.conv %0, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x6x6x1xi8>, tensor<1x3x3x1xi8>) -> tensor<1x4x4x1xi32>
  %2 = graph.conv %0, %w stride [1, 1] pad [1, 0, 0, 0] fill -3 : (tensor<1x6x6x1xi8>, tensor<1x3x3x1xi8>) -> tensor<1x5x4x1xi32>
  %3 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] value -3.0 : (tensor<1x4x4x1xi8>) -> tensor<1x6x6x1xi8>
  %4 = graph.conv %3, %w stride [1, 1] pad [1, 0, 0, 0] fill 4 : (tensor<1x6x6x1xi8>, tensor<1x3x3x1xi8>) -> tensor<1x5x4x1xi32>
  return %1, %2, %4 : tensor<1x4x4x1xi32>, tensor<1x5x4x1xi32>, tensor<1x5x4x1xi32>
}

// Minus infinity never wins; what may win, and a window that would lie outside of the map, stay.
// CHECK-LABEL: @max_pool
// CHECK-NEXT:    graph.max_pool %arg0 window [3, 3] stride [1, 1] pad [2, 1, 2, 1] : (tensor<1x4x4x1xf32>)
// CHECK-NEXT:    %[[Z:.*]] = graph.pad %arg0 {{.*}} value 0.000000e+00
// CHECK-NEXT:    graph.max_pool %[[Z]] window [3, 3] stride [1, 1] pad [0, 0, 0, 0]
// CHECK-NEXT:    %[[L:.*]] = graph.pad %arg0 low [0, 0, 2, 0]
// CHECK-NEXT:    graph.max_pool %[[L]] window [2, 2]
// CHECK-NEXT:    graph.max_pool %arg0 window [2, 2] stride [1, 1] pad [0, 2, 0, 0] dilation [1, 2]
func.func @max_pool(%x: tensor<1x4x4x1xf32>) -> (tensor<1x6x4x1xf32>, tensor<1x4x4x1xf32>, tensor<1x3x5x1xf32>, tensor<1x3x4x1xf32>) {
  %0 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] value 0xFFF0000000000000 : (tensor<1x4x4x1xf32>) -> tensor<1x6x6x1xf32>
  %1 = graph.max_pool %0 window [3, 3] stride [1, 1] pad [1, 0, 1, 0] : (tensor<1x6x6x1xf32>) -> tensor<1x6x4x1xf32>
  %2 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] value 0.0 : (tensor<1x4x4x1xf32>) -> tensor<1x6x6x1xf32>
  %3 = graph.max_pool %2 window [3, 3] stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x6x6x1xf32>) -> tensor<1x4x4x1xf32>
  %4 = graph.pad %x low [0, 0, 2, 0] high [0, 0, 0, 0] value 0xFFF0000000000000 : (tensor<1x4x4x1xf32>) -> tensor<1x4x6x1xf32>
  %5 = graph.max_pool %4 window [2, 2] stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x6x1xf32>) -> tensor<1x3x5x1xf32>
  %6 = graph.max_pool %4 window [2, 2] stride [1, 1] pad [0, 0, 0, 0] dilation [1, 2] : (tensor<1x4x6x1xf32>) -> tensor<1x3x4x1xf32>
  return %1, %3, %5, %6 : tensor<1x6x4x1xf32>, tensor<1x4x4x1xf32>, tensor<1x3x5x1xf32>, tensor<1x3x4x1xf32>
}

// Zeros of a pad are counted: an average that does not count its own keeps them apart. Nothing else is 0.
// CHECK-LABEL: @average_pool
// CHECK-NEXT:    %[[P:.*]] = graph.pad %arg0 {{.*}} value 0.000000e+00
// CHECK-NEXT:    graph.average_pool %arg0 window [3, 3] stride [1, 1] pad [1, 1, 1, 1] count_pad : (tensor<1x4x4x1xf32>)
// CHECK-NEXT:    graph.average_pool %arg0 window [3, 3] stride [1, 1] pad [2, 1, 1, 1] count_pad : (tensor<1x4x4x1xf32>)
// CHECK-NEXT:    graph.average_pool %[[P]] window [3, 3] stride [1, 1] pad [1, 0, 0, 0] : (tensor<1x6x6x1xf32>)
// CHECK-NEXT:    %[[O:.*]] = graph.pad %arg0 {{.*}} value 1.000000e+00
// CHECK-NEXT:    graph.average_pool %[[O]] window [3, 3] stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x6x6x1xf32>)
func.func @average_pool(%x: tensor<1x4x4x1xf32>) -> (tensor<1x4x4x1xf32>, tensor<1x5x4x1xf32>, tensor<1x5x4x1xf32>, tensor<1x4x4x1xf32>) {
  %0 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] value 0.0 : (tensor<1x4x4x1xf32>) -> tensor<1x6x6x1xf32>
  %1 = graph.average_pool %0 window [3, 3] stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x6x6x1xf32>) -> tensor<1x4x4x1xf32>
  %2 = graph.average_pool %0 window [3, 3] stride [1, 1] pad [1, 0, 0, 0] count_pad : (tensor<1x6x6x1xf32>) -> tensor<1x5x4x1xf32>
  %3 = graph.average_pool %0 window [3, 3] stride [1, 1] pad [1, 0, 0, 0] : (tensor<1x6x6x1xf32>) -> tensor<1x5x4x1xf32>
  %4 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] value 1.0 : (tensor<1x4x4x1xf32>) -> tensor<1x6x6x1xf32>
  %5 = graph.average_pool %4 window [3, 3] stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x6x6x1xf32>) -> tensor<1x4x4x1xf32>
  return %1, %2, %3, %5 : tensor<1x4x4x1xf32>, tensor<1x5x4x1xf32>, tensor<1x5x4x1xf32>, tensor<1x4x4x1xf32>
}

// Padded channels, a padded batch, and floats around which a convolution cannot pad.
// CHECK-LABEL: @stays
// CHECK-NEXT:    %[[C:.*]] = graph.pad %arg0
// CHECK-NEXT:    graph.conv %[[C]], %arg1
// CHECK-NEXT:    %[[N:.*]] = graph.pad %arg0
// CHECK-NEXT:    graph.max_pool %[[N]]
// CHECK-NEXT:    %[[V:.*]] = graph.pad %arg2
// CHECK-NEXT:    graph.conv %[[V]], %arg1
func.func @stays(%x: tensor<1x4x4x1xf32>, %w: tensor<1x1x1x2xf32>, %y: tensor<1x4x4x2xf32>) -> (tensor<1x4x4x1xf32>, tensor<2x3x3x1xf32>, tensor<1x5x4x1xf32>) {
  %0 = graph.pad %x low [0, 0, 0, 1] high [0, 0, 0, 0] value 0.0 : (tensor<1x4x4x1xf32>) -> tensor<1x4x4x2xf32>
  %1 = graph.conv %0, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x4x4x2xf32>, tensor<1x1x1x2xf32>) -> tensor<1x4x4x1xf32>
  %2 = graph.pad %x low [0, 0, 0, 0] high [1, 0, 0, 0] value 0xFFF0000000000000 : (tensor<1x4x4x1xf32>) -> tensor<2x4x4x1xf32>
  %3 = graph.max_pool %2 window [2, 2] stride [1, 1] pad [0, 0, 0, 0] : (tensor<2x4x4x1xf32>) -> tensor<2x3x3x1xf32>
  %4 = graph.pad %y low [0, 1, 0, 0] high [0, 0, 0, 0] value 1.0 : (tensor<1x4x4x2xf32>) -> tensor<1x5x4x2xf32>
  %5 = graph.conv %4, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x5x4x2xf32>, tensor<1x1x1x2xf32>) -> tensor<1x5x4x1xf32>
  return %1, %3, %5 : tensor<1x4x4x1xf32>, tensor<2x3x3x1xf32>, tensor<1x5x4x1xf32>
}

// Another reader keeps the pad it reads.
// CHECK-LABEL: @two_readers
// CHECK-NEXT:    %[[P:.*]] = graph.pad %arg0
// CHECK-NEXT:    %[[C:.*]] = graph.conv %arg0, %arg1 stride [1, 1] pad [1, 1, 1, 1]
// CHECK-NEXT:    return %[[P]], %[[C]]
func.func @two_readers(%x: tensor<1x4x4x1xf32>, %w: tensor<1x3x3x1xf32>) -> (tensor<1x6x6x1xf32>, tensor<1x4x4x1xf32>) {
  %0 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] value 0.0 : (tensor<1x4x4x1xf32>) -> tensor<1x6x6x1xf32>
  %1 = graph.conv %0, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x6x6x1xf32>, tensor<1x3x3x1xf32>) -> tensor<1x4x4x1xf32>
  return %0, %1 : tensor<1x6x6x1xf32>, tensor<1x4x4x1xf32>
}

// Rows and columns of planes are the last axes.
// CHECK-LABEL: @planar
// CHECK-NEXT:    graph.conv %arg0, %arg1 stride [1, 1] pad [1, 3, 2, 4] planar : (tensor<1x2x4x4xf32>,
// CHECK-NEXT:    %[[P:.*]] = graph.pad %arg0 low [0, 1, 1, 0]
// CHECK-NEXT:    graph.conv %[[P]], %arg2 stride [1, 1] pad [0, 0, 0, 0] planar
func.func @planar(%x: tensor<1x2x4x4xf32>, %w: tensor<1x3x3x2xf32>, %v: tensor<1x3x3x4xf32>) -> (tensor<1x5x9x1xf32>, tensor<1x3x2x1xf32>) {
  %0 = graph.pad %x low [0, 0, 1, 3] high [0, 0, 2, 3] value 0.0 : (tensor<1x2x4x4xf32>) -> tensor<1x2x7x10xf32>
  %1 = graph.conv %0, %w stride [1, 1] pad [0, 0, 0, 1] planar : (tensor<1x2x7x10xf32>, tensor<1x3x3x2xf32>) -> tensor<1x5x9x1xf32>
  %2 = graph.pad %x low [0, 1, 1, 0] high [0, 1, 0, 0] value 0.0 : (tensor<1x2x4x4xf32>) -> tensor<1x4x5x4xf32>
  %3 = graph.conv %2, %v stride [1, 1] pad [0, 0, 0, 0] planar : (tensor<1x4x5x4xf32>, tensor<1x3x3x4xf32>) -> tensor<1x3x2x1xf32>
  return %1, %3 : tensor<1x5x9x1xf32>, tensor<1x3x2x1xf32>
}
