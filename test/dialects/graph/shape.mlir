// RUN: pelemay-opt %s | pelemay-opt | FileCheck %s
// RUN: pelemay-opt %s --mlir-print-op-generic | pelemay-opt | FileCheck %s

// CHECK-LABEL: @shape
// CHECK-NEXT:    graph.reshape %arg0 : (tensor<2x3x4xf32>) -> tensor<24xf32>
// CHECK-NEXT:    graph.reshape %arg1 : (tensor<f32>) -> tensor<1x1xf32>
// CHECK-NEXT:    graph.reshape %arg2 : (tensor<0x4xf32>) -> tensor<7x0xf32>
// CHECK-NEXT:    graph.transpose %arg0 perm [2, 0, 1] : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
// CHECK-NEXT:    graph.transpose %arg1 perm [] : (tensor<f32>) -> tensor<f32>
func.func @shape(%x: tensor<2x3x4xf32>, %s: tensor<f32>, %e: tensor<0x4xf32>) {
  %0 = graph.reshape %x : (tensor<2x3x4xf32>) -> tensor<24xf32>
  %1 = graph.reshape %s : (tensor<f32>) -> tensor<1x1xf32>
  %2 = graph.reshape %e : (tensor<0x4xf32>) -> tensor<7x0xf32>
  %3 = graph.transpose %x perm [2, 0, 1] : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
  %4 = graph.transpose %s perm [] : (tensor<f32>) -> tensor<f32>
  return
}

// CHECK-LABEL: @concat
// CHECK-NEXT:    graph.concat %arg0, %arg1 axis 1 : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
// CHECK-NEXT:    graph.concat %arg0 axis 0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.concat %arg1, %arg1, %arg2 axis 0 : (tensor<2x1xf32>, tensor<2x1xf32>, tensor<0x1xf32>) -> tensor<4x1xf32>
func.func @concat(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>, %e: tensor<0x1xf32>) {
  %0 = graph.concat %x, %y axis 1 : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
  %1 = graph.concat %x axis 0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %2 = graph.concat %y, %y, %e axis 0 : (tensor<2x1xf32>, tensor<2x1xf32>, tensor<0x1xf32>) -> tensor<4x1xf32>
  return
}

// CHECK-LABEL: @slice
// CHECK-NEXT:    graph.slice %arg0 start [1, 0] step [2, 1] : (tensor<6x4xf32>) -> tensor<3x4xf32>
// CHECK-NEXT:    graph.slice %arg0 start [5, 3] step [-1, -3] : (tensor<6x4xf32>) -> tensor<6x2xf32>
// CHECK-NEXT:    graph.slice %arg0 start [5, 3] step [9, -9] : (tensor<6x4xf32>) -> tensor<1x1xf32>
// CHECK-NEXT:    graph.slice %arg1 start [] step [] : (tensor<f32>) -> tensor<f32>
func.func @slice(%x: tensor<6x4xf32>, %s: tensor<f32>) {
  %0 = graph.slice %x start [1, 0] step [2, 1] : (tensor<6x4xf32>) -> tensor<3x4xf32>
  %1 = graph.slice %x start [5, 3] step [-1, -3] : (tensor<6x4xf32>) -> tensor<6x2xf32>
  %2 = graph.slice %x start [5, 3] step [9, -9] : (tensor<6x4xf32>) -> tensor<1x1xf32>
  %3 = graph.slice %s start [] step [] : (tensor<f32>) -> tensor<f32>
  return
}

// CHECK-LABEL: @pad
// CHECK-NEXT:    graph.pad %arg0 low [0, 1] high [2, 0] value 5.000000e-01 : (tensor<2x3xf32>) -> tensor<4x4xf32>
// CHECK-NEXT:    graph.pad %arg0 low [0, 0] high [0, 0] value 0xFFF0000000000000 : (tensor<2x3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:    graph.pad %arg1 low [1] high [1] value -1.280000e+02 : (tensor<2xi8>) -> tensor<4xi8>
// CHECK-NEXT:    graph.pad %arg2 low [] high [] value 0.000000e+00 : (tensor<f32>) -> tensor<f32>
func.func @pad(%x: tensor<2x3xf32>, %i: tensor<2xi8>, %s: tensor<f32>) {
  %0 = graph.pad %x low [0, 1] high [2, 0] value 0.5 : (tensor<2x3xf32>) -> tensor<4x4xf32>
  %1 = graph.pad %x low [0, 0] high [0, 0] value 0xFFF0000000000000 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %2 = graph.pad %i low [1] high [1] value -128.0 : (tensor<2xi8>) -> tensor<4xi8>
  %3 = graph.pad %s low [] high [] value 0.0 : (tensor<f32>) -> tensor<f32>
  return
}
