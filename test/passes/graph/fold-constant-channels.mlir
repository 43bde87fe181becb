// RUN: pelemay-opt %s --split-input-file --graph-fold-constant-channels | FileCheck %s

// Channel 1 is always 5: its weights go, and 5 * 7 + -1 and 5 * -8 + 2 are what the reader's sums begin with.
// CHECK-LABEL: @pointwise
// CHECK-NEXT:    %[[V:.*]] = graph.constant dense<{{.*}}[1, 2]{{.*}}[5, 6]{{.*}}> : tensor<2x1x1x2xi8>
// CHECK-NEXT:    %[[B:.*]] = graph.constant dense<[10, 30]> : tensor<2xi32>
// CHECK-NEXT:    %[[S:.*]] = graph.conv %arg0, %[[V]], %[[B]] {{.*}} -> tensor<1x2x2x2xi32>
// CHECK-NEXT:    %[[Y:.*]] = graph.requantize %[[S]] by <type = i8, multiplier = [1073741824, 1073741827], shift = [38, 38], zero = 3, lo = [-128, -128], hi = [127, 127]> {{.*}} -> tensor<1x2x2x2xi8>
// CHECK-NEXT:    %[[W:.*]] = graph.constant dense<{{.*}}[3, 4]{{.*}}[5, 6]{{.*}}> : tensor<2x1x1x2xi8>
// CHECK-NEXT:    %[[C:.*]] = graph.constant dense<[34, -38]> : tensor<2xi32>
// CHECK-NEXT:    graph.conv %[[Y]], %[[W]], %[[C]] {{.*}} -> tensor<1x2x2x2xi32>
func.func @pointwise(%x: tensor<1x2x2x2xi8>) -> tensor<1x2x2x2xi8> {
  %v = graph.constant dense<[[[[1, 2]]], [[[3, 4]]], [[[5, 6]]]]> : tensor<3x1x1x2xi8> : tensor<3x1x1x2xi8>
  %b = graph.constant dense<[10, 20, 30]> : tensor<3xi32> : tensor<3xi32>
  %0 = graph.conv %x, %v, %b stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x2x2x2xi8>, tensor<3x1x1x2xi8>, tensor<3xi32>) -> tensor<1x2x2x3xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824, 0, 1073741827], shift = [38, 1, 38], zero = 3, lo = [-128, 5, -128], hi = [127, 5, 127]> : (tensor<1x2x2x3xi32>) -> tensor<1x2x2x3xi8>
  %w = graph.constant dense<[[[[3, 7, 4]]], [[[5, -8, 6]]]]> : tensor<2x1x1x3xi8> : tensor<2x1x1x3xi8>
  %c = graph.constant dense<[-1, 2]> : tensor<2xi32> : tensor<2xi32>
  %2 = graph.conv %1, %w, %c stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x2x2x3xi8>, tensor<2x1x1x3xi8>, tensor<2xi32>) -> tensor<1x2x2x2xi32>
  %3 = graph.requantize %2 by <type = i8, multiplier = [1073741824], shift = [38], zero = 3, lo = [-128], hi = [127]> : (tensor<1x2x2x2xi32>) -> tensor<1x2x2x2xi8>
  return %3 : tensor<1x2x2x2xi8>
}

// -----

// A depthwise reader of a constant channel is constant (both are padded with that value), so its channel goes from
// both (7 * 5 of the last sum); and channel 2, which varies, goes as only a channel of the depthwise reader that never varies reads it
// (4 * 9).
// CHECK-LABEL: @depthwise
// CHECK:         graph.conv %arg0, %{{.*}} -> tensor<1x3x3x1xi32>
// CHECK-NEXT:    graph.requantize {{.*}} -> tensor<1x3x3x1xi8>
// CHECK:         graph.conv {{.*}} pad [1, 1, 1, 1] groups 1 fill 5 : (tensor<1x3x3x1xi8>, tensor<1x3x3x1xi8>, tensor<1xi32>) -> tensor<1x3x3x1xi32>
// CHECK-NEXT:    graph.requantize {{.*}} -> tensor<1x3x3x1xi8>
// CHECK-NEXT:    graph.constant dense<3> : tensor<1x1x1x1xi8>
// CHECK-NEXT:    %[[B:.*]] = graph.constant dense<71> : tensor<1xi32>
// CHECK-NEXT:    graph.conv {{.*}}, %{{.*}}, %[[B]] stride
func.func @depthwise(%x: tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xi8> {
  %v = graph.constant dense<[[[[1]]], [[[3]]], [[[5]]]]> : tensor<3x1x1x1xi8> : tensor<3x1x1x1xi8>
  %0 = graph.conv %x, %v stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x3x3x1xi8>, tensor<3x1x1x1xi8>) -> tensor<1x3x3x3xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824, 0, 1073741824], shift = [38, 1, 38], zero = 5, lo = [-128, 5, -128], hi = [127, 5, 127]> : (tensor<1x3x3x3xi32>) -> tensor<1x3x3x3xi8>
  %d = graph.constant dense<2> : tensor<3x3x3x1xi8> : tensor<3x3x3x1xi8>
  %e = graph.constant dense<[1, 2, 3]> : tensor<3xi32> : tensor<3xi32>
  %2 = graph.conv %1, %d, %e stride [1, 1] pad [1, 1, 1, 1] groups 3 fill 5 : (tensor<1x3x3x3xi8>, tensor<3x3x3x1xi8>, tensor<3xi32>) -> tensor<1x3x3x3xi32>
  %3 = graph.requantize %2 by <type = i8, multiplier = [1073741824, 1073741824, 0], shift = [38, 38, 1], zero = 5, lo = [-128, -128, 9], hi = [127, 127, 9]> : (tensor<1x3x3x3xi32>) -> tensor<1x3x3x3xi8>
  %w = graph.constant dense<[[[[3, 7, 4]]]]> : tensor<1x1x1x3xi8> : tensor<1x1x1x3xi8>
  %4 = graph.conv %3, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x3x3x3xi8>, tensor<1x1x1x3xi8>) -> tensor<1x3x3x1xi32>
  %5 = graph.requantize %4 by <type = i8, multiplier = [1073741824], shift = [38], zero = 3, lo = [-128], hi = [127]> : (tensor<1x3x3x1xi32>) -> tensor<1x3x3x1xi8>
  return %5 : tensor<1x3x3x1xi8>
}

// -----

// What has to stay: a reader that pads with another value (a border is not the inside), a reader that is no
// convolution, an output, and the last channel of all.
// CHECK-LABEL: @padded
// CHECK:         graph.requantize {{.*}} -> tensor<1x3x3x2xi8>
func.func @padded(%x: tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xi8> {
  %v = graph.constant dense<1> : tensor<2x1x1x1xi8> : tensor<2x1x1x1xi8>
  %0 = graph.conv %x, %v stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x3x3x1xi8>, tensor<2x1x1x1xi8>) -> tensor<1x3x3x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824, 0], shift = [38, 1], zero = 5, lo = [-128, 5], hi = [127, 5]> : (tensor<1x3x3x2xi32>) -> tensor<1x3x3x2xi8>
  %w = graph.constant dense<2> : tensor<1x3x3x2xi8> : tensor<1x3x3x2xi8>
  %2 = graph.conv %1, %w stride [1, 1] pad [1, 1, 1, 1] fill 4 : (tensor<1x3x3x2xi8>, tensor<1x3x3x2xi8>) -> tensor<1x3x3x1xi32>
  %3 = graph.requantize %2 by <type = i8, multiplier = [1073741824], shift = [38], zero = 5, lo = [-128], hi = [127]> : (tensor<1x3x3x1xi32>) -> tensor<1x3x3x1xi8>
  return %3 : tensor<1x3x3x1xi8>
}

// CHECK-LABEL: @other_readers
// CHECK:         graph.requantize {{.*}} -> tensor<1x3x3x2xi8>
func.func @other_readers(%x: tensor<1x3x3x1xi8>) -> (tensor<1x3x3x1xi8>, tensor<1x3x3x2xi8>) {
  %v = graph.constant dense<1> : tensor<2x1x1x1xi8> : tensor<2x1x1x1xi8>
  %0 = graph.conv %x, %v stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x3x3x1xi8>, tensor<2x1x1x1xi8>) -> tensor<1x3x3x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [1073741824, 0], shift = [38, 1], zero = 5, lo = [-128, 5], hi = [127, 5]> : (tensor<1x3x3x2xi32>) -> tensor<1x3x3x2xi8>
  %w = graph.constant dense<2> : tensor<1x1x1x2xi8> : tensor<1x1x1x2xi8>
  %2 = graph.conv %1, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x3x3x2xi8>, tensor<1x1x1x2xi8>) -> tensor<1x3x3x1xi32>
  %3 = graph.requantize %2 by <type = i8, multiplier = [1073741824], shift = [38], zero = 5, lo = [-128], hi = [127]> : (tensor<1x3x3x1xi32>) -> tensor<1x3x3x1xi8>
  return %3, %1 : tensor<1x3x3x1xi8>, tensor<1x3x3x2xi8>
}

// CHECK-LABEL: @last_channel
// CHECK:         graph.requantize {{.*}} -> tensor<1x3x3x1xi8>
// CHECK:         graph.conv {{.*}}tensor<1x1x1x1xi8>
func.func @last_channel(%x: tensor<1x3x3x1xi8>) -> tensor<1x3x3x1xi8> {
  %v = graph.constant dense<1> : tensor<2x1x1x1xi8> : tensor<2x1x1x1xi8>
  %0 = graph.conv %x, %v stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x3x3x1xi8>, tensor<2x1x1x1xi8>) -> tensor<1x3x3x2xi32>
  %1 = graph.requantize %0 by <type = i8, multiplier = [0], shift = [1], zero = 5, lo = [5], hi = [5]> : (tensor<1x3x3x2xi32>) -> tensor<1x3x3x2xi8>
  %w = graph.constant dense<2> : tensor<1x1x1x2xi8> : tensor<1x1x1x2xi8>
  %2 = graph.conv %1, %w stride [1, 1] pad [0, 0, 0, 0] : (tensor<1x3x3x2xi8>, tensor<1x1x1x2xi8>) -> tensor<1x3x3x1xi32>
  %3 = graph.requantize %2 by <type = i8, multiplier = [1073741824], shift = [38], zero = 5, lo = [-128], hi = [127]> : (tensor<1x3x3x1xi32>) -> tensor<1x3x3x1xi8>
  return %3 : tensor<1x3x3x1xi8>
}
