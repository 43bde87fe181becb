// RUN: pelemay-opt %s --pass-pipeline='builtin.module(arena.program(arena-print))' | FileCheck %s

// A named program with offsets is printed as it stands: inputs in the arena get an accessor, steps are one line
// each, a reshape has no variable of its own.
// CHECK-LABEL: // ===- tiny.h
// CHECK:         #define TINY_ARENA_BYTES 64u
// CHECK:         #define TINY_X_LEN 4u  // f32[1][4]
// CHECK:         TINY_ERR_NULL = -1
// CHECK:         static inline float* tiny_x(tiny_t* self) {
// CHECK:           void* at = self->arena + 16;
// CHECK:         tiny_status tiny_run(tiny_t* self, float* y);
// CHECK-LABEL: // ===- tiny.cpp
// CHECK:         0     linear + relu  x      y f32[1][2]
// CHECK:         [16, 32)  x
// CHECK:         // /fc/Gemm, a_line b
// CHECK:         using Fc = Product<1, 4, 2>;
// CHECK:           if (self == nullptr || y == nullptr) return TINY_ERR_NULL;
// CHECK:           float* const x = at<float>(memory[0], 16);
// CHECK-NOT:       flat
// CHECK:           layer(linear<Fc>(tiny_w, no_bias<float>, Map{Relu{}}), x, y);
// CHECK:           return TINY_OK;

// Floats are exact; what has no literal is spelled out.
// CHECK-LABEL: // ===- tiny_weights.cpp
// CHECK:         // fc.weight: f32[2][4], 32 B
// CHECK:         PELEMAY_WEIGHTS_ATTR const float tiny_w[8] = {
// CHECK-NEXT:      0x1p-1f, -0x0p+0f, __builtin_nanf(""), -__builtin_inff(), 0x1.99999ap-4f
// CHECK:         const int32_t tiny_least[1] = {
// CHECK-NEXT:      INT32_MIN
// CHECK-LABEL: // ===- CMakeLists.txt
// CHECK:         add_library(tiny STATIC tiny.cpp tiny_weights.cpp)
arena.program @tiny memories [#arena.memory<name = "arena">] model {file = "tiny.onnx"} attributes {arena_bytes = array<i64: 64>} {
  arena.constant @tiny_w pack "dense" dense<[[0.5, -0.0, 0x7FC00000, 0xFF800000], [0.1, 1.0, 2.0, 3.0]]> : tensor<2x4xf32> {tensor = "fc.weight"}
  arena.constant @tiny_least pack "dense" dense<-2147483648> : tensor<1xi32> {tensor = "least"}
  %x = arena.slot "x" input memory 0 at 16 {io = 0 : i64} : <tensor<1x4xf32>>
  %y = arena.slot "y" output {io = 0 : i64} : <tensor<1x2xf32>>
  %v = arena.view "flat" of %x at 0 : <tensor<1x4xf32>> -> <tensor<1x4xf32>>
  arena.step "linear"(%v) weights [@tiny_w] -> (%y) params {} epilogue [#arena.apply<op = "relu">] variant "linear" shape <"Product" [#arena.term<"" [1, 4, 2]>]> rows [#arena.rows<>] {name = "Fc", order = array<i64: 0, -1>, origins = [#graph.origin<"onnx" "Gemm" "/fc/Gemm">, #graph.origin<"onnx" "Relu" "a\\line\0Ab">]} : (!arena.slot<tensor<1x4xf32>>, !arena.slot<tensor<1x2xf32>>) -> ()
}
