// RUN: pelemay-opt %s --graph-schedule-order | FileCheck %s

// Two wide values at once need 2 KiB; to finish one branch before the other begins needs less.
// CHECK-LABEL: @branches
// CHECK:         %[[A:.*]] = graph.exp %arg0
// CHECK-NEXT:    %[[SMALL_A:.*]] = graph.reduce_sum %[[A]]
// CHECK-NEXT:    %[[B:.*]] = graph.neg %arg0
// CHECK-NEXT:    %[[SMALL_B:.*]] = graph.reduce_max %[[B]]
// CHECK-NEXT:    graph.add %[[SMALL_A]], %[[SMALL_B]]
func.func @branches(%x: tensor<256xf32>) -> tensor<f32> {
  %a = graph.exp %x : (tensor<256xf32>) -> tensor<256xf32>
  %b = graph.neg %x : (tensor<256xf32>) -> tensor<256xf32>
  %sa = graph.reduce_sum %a axes [0] : (tensor<256xf32>) -> tensor<f32>
  %sb = graph.reduce_max %b axes [0] : (tensor<256xf32>) -> tensor<f32>
  %y = graph.add %sa, %sb : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %y : tensor<f32>
}

// Orders that need the same keep the model's: what the user wrote is what the user reads.
// CHECK-LABEL: @no_gain
// CHECK:         graph.neg
// CHECK-NEXT:    graph.exp
// CHECK-NEXT:    graph.add
func.func @no_gain(%x: tensor<4xf32>) -> tensor<4xf32> {
  %b = graph.neg %x : (tensor<4xf32>) -> tensor<4xf32>
  %a = graph.exp %x : (tensor<4xf32>) -> tensor<4xf32>
  %y = graph.add %a, %b : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// A reshape costs nothing and is no reason to move anything; constants are in flash.
// CHECK-LABEL: @free
// CHECK:         graph.constant
// CHECK-NEXT:    graph.neg
// CHECK-NEXT:    graph.reshape
// CHECK-NEXT:    graph.exp
// CHECK-NEXT:    graph.add
func.func @free(%x: tensor<256xf32>) -> tensor<16x16xf32> {
  %c = graph.constant dense<1.0> : tensor<16x16xf32> : tensor<16x16xf32>
  %b = graph.neg %x : (tensor<256xf32>) -> tensor<256xf32>
  %r = graph.reshape %b : (tensor<256xf32>) -> tensor<16x16xf32>
  %a = graph.exp %r : (tensor<16x16xf32>) -> tensor<16x16xf32>
  %y = graph.add %a, %c : (tensor<16x16xf32>, tensor<16x16xf32>) -> tensor<16x16xf32>
  return %y : tensor<16x16xf32>
}

// A value that is returned lies in the caller's memory: to make it early costs nothing here.
// CHECK-LABEL: @returned
// CHECK:         graph.exp
// CHECK-NEXT:    graph.neg
// CHECK-NEXT:    graph.reduce_sum
func.func @returned(%x: tensor<256xf32>) -> (tensor<256xf32>, tensor<f32>) {
  %a = graph.exp %x : (tensor<256xf32>) -> tensor<256xf32>
  %b = graph.neg %x : (tensor<256xf32>) -> tensor<256xf32>
  %s = graph.reduce_sum %b axes [0] : (tensor<256xf32>) -> tensor<f32>
  return %a, %s : tensor<256xf32>, tensor<f32>
}

// A probe keeps its place behind what it watches, and what it watches stays alive for it.
// CHECK-LABEL: @probed
// CHECK:         %[[A:.*]] = graph.exp
// CHECK:         probe.log %[[A]]
// CHECK:         return
func.func @probed(%x: tensor<256xf32>) -> tensor<f32> {
  %a = graph.exp %x : (tensor<256xf32>) -> tensor<256xf32>
  %b = graph.neg %x : (tensor<256xf32>) -> tensor<256xf32>
  probe.log %a op "exp" node "a" : tensor<256xf32>
  %sa = graph.reduce_sum %a axes [0] : (tensor<256xf32>) -> tensor<f32>
  %sb = graph.reduce_max %b axes [0] : (tensor<256xf32>) -> tensor<f32>
  %y = graph.add %sa, %sb : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %y : tensor<f32>
}

// Nothing to order.
// CHECK-LABEL: @nothing
// CHECK-NEXT:    return %arg0
func.func @nothing(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}
