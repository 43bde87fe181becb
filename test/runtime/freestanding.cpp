// Every kernel, compiled as firmware compiles it: no libc, no libstdc++, no static constructors.
//
// CI compiles this with every compiler of our targets at three levels, warnings being errors, and
// looks at the object: undefined symbols may only be memcpy, memmove, memset, memcmp and the
// compiler's helpers.
#include "pelemay/kernels.h"
#include "pelemay/probe.h"

using namespace pelemay::rt;

namespace {

using Conv3x3 = Window<In<8, 8, 3>, Out<4, 4, 8>, Kernel<3, 3>, Stride<2, 2>, Pad<1, 1>>;
using Planes = PlanarWindow<In<8, 8, 3>, Out<4, 4, 8>, Kernel<3, 3>, Stride<2, 2>, Pad<1, 1>>;
using Grouped = Window<In<8, 8, 4>, Out<8, 8, 6>, Kernel<3, 3>, Stride<1, 1>, Pad<2, 2>,
                       Dilation<2, 2>, Groups<2>, Fill<-128>>;
using Depthwise = Window<In<8, 8, 6>, Out<8, 8, 6>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>,
                         Dilation<1, 1>, Groups<6>, Fill<3>>;
using Pool = Window<In<8, 8, 6>, Out<4, 4, 6>, Kernel<2, 2>, Stride<2, 2>>;
using Part = Window<In<8, 8, 6, 10>, Out<8, 8, 6, 16>, Kernel<3, 3>, Stride<1, 1>, Pad<1, 1>,
                    Dilation<1, 1>, Groups<6>>;
using Halves = Elements<Out<8, 8, 6, 16>, Strides<80, 10, 1>>;
using Pair = Elements<Out<8, 8, 6>, Packed<Out<8, 8, 6>>, Strides<0, 0, 1>>;

struct Select {
  template <class C, class T>
  constexpr T operator()(C condition, T a, T b) const {
    return condition ? a : b;
  }
};

struct Scale {
  float by;
  constexpr float operator()(float x) const { return x * by; }
};

}  // namespace

extern "C" {

extern const float weights[], bias[];
extern const int8_t weights_q[];
extern const int32_t bias_q[], multipliers[], ties[];
extern const int8_t shifts[];
extern const WindowShape conv_shape, pool_shape;
extern const ElementsShape pair_shape;
extern const ExtentShape extent_shape;
extern const ProductShape product_shape;
extern const TransposeShape transpose_shape;
extern const MoveShape move_shape;
extern const ChunksShape chunks_shape;

void float_windows(const float* x, const float* r, float* y) {
  layer(conv<Conv3x3>(weights, bias, Map<Relu>{}), x, y);
  layer(conv<Grouped>(weights, bias, ByElement<Add, float>{{}, r, 48, 6}), x, y);
  layer(conv(weights, bias, None{}, conv_shape), x, y);
  layer(conv_planar<Planes>(weights, bias, Map<Relu>{}), x, y);
  layer(conv_planar(weights, bias, None{}, PlanarWindowShape(conv_shape)), x, y);
  layer(depthwise<Depthwise>(weights, bias, then(ByChannel<Mul, float>{{}, bias}, Map<Relu>{})), x,
        y);
  layer(depthwise(weights, bias, None{}, conv_shape), x, y);
  layer(max_pool<Pool>(), x, y);
  layer(average_pool<Pool>(Map<Neg>{}), x, y);
  layer(average_pool<Pool, true>(), x, y);
  layer_down(max_pool(None{}, pool_shape), x, y);
}

/// Some channels of wider maps.
void parts(const float* x, float* y, const int8_t* xq, int8_t* yq) {
  layer(conv<Part>(weights, bias, ByElement<Add, float>{{}, x, 80, 10}), x, y);
  layer(depthwise<Part>(weights, bias), x, y);
  layer(max_pool<Part>(), xq, yq);
  layer(copy<Halves>(Map<Relu>{}), x, y);
  layer(linear<Product<4, 6, 10, 1, 0, 16, 12>>(weights, bias), x, y);
}

void integer_windows(const int8_t* x, int8_t* y, const uint8_t* ux, uint8_t* uy) {
  const auto by_channel = requantize(each(multipliers), each(shifts), -128, one(-128), one(127));
  const auto with_ties =
      requantize(one(INT32_C(1) << 30), one(32), 3, one(0), one(255), one(ties[0]));
  layer(conv<Conv3x3>(weights_q, bias_q, by_channel), x, y);
  layer(conv<Grouped>(weights_q, bias_q, by_channel), x, y);
  layer(conv_planar<Planes>(weights_q, bias_q, by_channel), ux, y);
  layer(depthwise<Depthwise>(weights_q, bias_q, by_channel), ux, y);
  layer(conv(weights_q, bias_q, by_channel, conv_shape), ux, y);
  layer(max_pool<Pool>(), x, y);
  layer(sum_pool<Pool>(-12, with_ties), ux, uy);
  layer(linear<Product<1, 64, 10>>(weights_q, bias_q, by_channel), x, y);
  const auto sum = sum_of({1, 2}, {3, 4}, 20, 0, -128, 127);
  layer(conv<Conv3x3>(weights_q, bias_q, then(by_channel, ByElement{sum, y, 32, 8})), x, y);
  layer(conv<Conv3x3>(weights_q, bias_q, then(by_channel, Map{Lookup{weights_q + 128}})), x, y);
}

void products(const float* x, const float* right, float* y, const int8_t* xq, int8_t* yq) {
  layer(linear<Product<4, 64, 10>>(weights, bias, Map<Relu>{}), x, y);
  layer(linear(weights, bias, None{}, product_shape), x, y);
  layer(matmul<Product<4, 16, 10, 2, 160>>(right), x, y);
  layer(matmul(xq, requantize(one(1), one(1), 0, one(-128), one(127)), product_shape), xq, yq);
}

void elements(const float* a, const float* b, const uint8_t* c, float* y, int8_t* q) {
  layer(map<Pair, Add>(), a, b, y);
  layer(map<Pair, Sub>(Map<Exp>{}), a, b, y);
  layer(map<Pair, Mul>(), a, b, y);
  layer(map<Pair, Div>(), a, b, y);
  layer(map<Pair, Max>(), a, b, y);
  layer(map<Pair, Min>(), q, q, q);
  layer(map<Pair>(Clip{0.0f, 6.0f}, then(Map{HardSigmoid{0.2f, 0.5f}}, Map{LeakyRelu{0.1f}})), a,
        y);
  layer(map<Pair, Sqrt>(then(Map<Log>{}, Map<Tanh>{}, Map<Sigmoid>{}, Map<Abs>{})), a, y);
  layer(map<Pair, Prelu>(), a, b, y);
  layer(map<Pair>(Scale{2.0f}, ByChannel<Swapped<Sub>, float>{{}, bias}), a, y);
  layer(map<Pair, Select>(), c, a, b, y);
  layer(map(Add{}, None{}, pair_shape), a, b, y);
  layer(copy<Pair>(), a, y);
  layer(copy<Pair>(), c, y);
  layer(quantize<Pair>(one(0.5f), 3, -128, 127), a, q);
  layer(quantize<Pair>(each(bias), 3, -128, 127), a, q);
  layer(dequantize<Pair>(each(bias), 3), q, y);
  layer(add_requantize<Pair>({1, 2}, {3, 4}, 20, 0, -128, 127), q, c, q);
  layer(add_requantize<Pair>({1, 2}, {3, 4}, 20, 0, -128, 127, SumTie{1, 2, 4}), q, q, q);
  const auto by = requantize(one(INT32_C(1) << 30), one(38), 3, one(-128), one(127));
  layer(mul_requantize<Pair>(3, -1, by), q, c, q);
  layer(lookup<Pair>(weights_q + 128), q, q);
  layer(lookup<Pair>(c), c, q);
}

void whole(const float* x, float* y, const int8_t* xq, int32_t* sums, int8_t* yq) {
  reduce<Extent<2, 8, 3>, Add>(x, y, Map<Neg>{});
  reduce<Extent<2, 8, 3>, Max>(x, y);
  reduce<Extent<2, 8, 3>, Add>(xq, sums);
  reduce<ExtentShape, Min>(xq, yq, None{}, extent_shape);
  reduce<Extent<2, 8, 3>, Mul>(xq, sums);
  reduce_mean<Extent<2, 8, 3>>(x, y);
  reduce_mean(x, y, Map<Sqrt>{}, extent_shape);
  softmax<Extent<1, 10, 1>>(x, y);
  softmax(x, y, extent_shape);
  softmax_requantize<Extent<1, 10, 1>>(xq, yq, bias_q, INT64_C(1) << 30, 22, -128, -128, 127);
  softmax_requantize(xq, yq, bias_q, INT64_C(1) << 30, 22, -128, -128, 127, extent_shape);
  transpose<Transpose<Dims<1, 3, 8, 8>, Perm<0, 2, 3, 1>>>(x, y);
  transpose(xq, yq, transpose_shape);
  slice<Move<Dims<4, 2>, Walk<7, -1, 8>, Walk<0, 2, 1>>>(x, y);
  slice(xq, yq, move_shape);
  pad<Move<Dims<2, 2>, Walk<0, 2, 1>, Walk<6, 5, 1>, 20>>(x, y, 0.5f);
  pad(xq, yq, int8_t{3}, move_shape);
  concat<Chunks<4, 2, 3, 2>>(x, x, x, y);
  concat_as(chunks_shape, xq, xq, yq);
}

void rings(const float* image, unsigned char* memory, float* out) {
  const Ring<float> kept{at<float>(memory, 0), 32, 3};
  float* const hand_over = at<float>(memory, 384);
  Rows stem(conv<Conv3x3>(weights, bias, Map<Relu>{}), Whole<const float>{image, 24}, kept);
  Rows sum(map<Elements<Out<4, 4, 8>>, Add>(), kept, kept, Whole<float>{hand_over, 0});
  Rows last = downward(copy<Elements<Out<4, 4, 8>>>(), Whole<const float>{image, 32},
                       Whole<float>{out, 32});
  stem.next(1);
  for (int i = 0; i < 3; ++i) {
    stem.next(1);
    sum.next(1);
  }
  last.next(4);
}

float watched(const pelemay_chunk* chunk) {
  float sum = 0.0f;
  walk<float>(*chunk, [&](float v) { sum += v; });
  return sum;
}

}  // extern "C"
