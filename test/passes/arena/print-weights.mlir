// RUN: pelemay-opt %s --arena-print | FileCheck %s

// Declared in one file, defined in the other, under the model's name of the tensor.
// CHECK-LABEL: // ===- net_weights.h
// CHECK:       extern const float net_floats[9];
// CHECK-NEXT:  extern const int8_t net_i8[2];
// CHECK-NEXT:  extern const uint8_t net_u8[2];
// CHECK-NEXT:  extern const int16_t net_i16[2];
// CHECK-NEXT:  extern const int32_t net_i32[2];
// CHECK-NEXT:  extern const uint32_t net_u32[1];
// CHECK-NEXT:  extern const int64_t net_i64[2];
// CHECK-NEXT:  extern const uint64_t net_u64[1];
// CHECK-NEXT:  extern const int8_t net_many[40];

// CHECK-LABEL: // ===- net_weights.cpp
// CHECK-NEXT:  // net_weights.cpp - the model's constants: 120 B. Floats in hex are exact.

// What has no literal is spelled out; the sign of zero stays.
// CHECK:       // conv/w_: f32[9], 36 B
// CHECK-NEXT:  PELEMAY_WEIGHTS_ATTR const float net_floats[9] = {
// CHECK-NEXT:      __builtin_nanf(""), __builtin_inff(), -__builtin_inff(), -0x0p+0f, 0x0p+0f, 0x1p+0f,
// CHECK-NEXT:      0x1.99999ap-4f, 0x1p-149f, 0x1.fffffep+127f
// CHECK-NEXT:  };

// The order of the bytes is named where it is not the tensor's own.
// CHECK:       // net_i8: i8[2], 2 B, packed row_col_channel
// CHECK-NEXT:  PELEMAY_WEIGHTS_ATTR const int8_t net_i8[2] = {
// CHECK-NEXT:      -128, 127
// CHECK:       const uint8_t net_u8[2] = {
// CHECK-NEXT:      0, 255
// CHECK:       const int16_t net_i16[2] = {
// CHECK-NEXT:      -32768, 32767
// CHECK:       const int32_t net_i32[2] = {
// CHECK-NEXT:      INT32_MIN, 2147483647
// CHECK:       // net_u32: u32, 4 B
// CHECK-NEXT:  PELEMAY_WEIGHTS_ATTR const uint32_t net_u32[1] = {
// CHECK-NEXT:      4294967295
// CHECK:       const int64_t net_i64[2] = {
// CHECK-NEXT:      INT64_MIN, INT64_C(9223372036854775807)
// CHECK:       const uint64_t net_u64[1] = {
// CHECK-NEXT:      UINT64_C(18446744073709551615)

// Long lists are filled lines.
// CHECK:       const int8_t net_many[40] = {
// CHECK-NEXT:  {{^}}    -100,{{( -100,)+$}}
// CHECK-NEXT:  {{^}}    -100,{{( -100,)+$}}
// CHECK-NEXT:  {{^}}    -100,{{( -100,)+}} -100{{$}}
// CHECK-NEXT:  };
arena.program @net memories [#arena.memory<name = "sram">] model {} {
  arena.constant @net_floats pack "dense" dense<[0x7FC00000, 0x7F800000, 0xFF800000, -0.0, 0.0, 1.0, 0.1, 1.4e-45, 3.40282347E+38]> : tensor<9xf32> {tensor = "conv/w\\"}
  arena.constant @net_i8 pack "row_col_channel" dense<[-128, 127]> : tensor<2xi8>
  arena.constant @net_u8 pack "dense" dense<[0, 255]> : tensor<2xui8>
  arena.constant @net_i16 pack "dense" dense<[-32768, 32767]> : tensor<2xi16>
  arena.constant @net_i32 pack "dense" dense<[-2147483648, 2147483647]> : tensor<2xi32>
  arena.constant @net_u32 pack "dense" dense<4294967295> : tensor<ui32>
  arena.constant @net_i64 pack "dense" dense<[-9223372036854775808, 9223372036854775807]> : tensor<2xi64>
  arena.constant @net_u64 pack "dense" dense<18446744073709551615> : tensor<1xui64>
  arena.constant @net_many pack "dense" dense<-100> : tensor<40xi8>
}
