// The shapes of kernels, as types.
//
// A kernel takes `const Shape& s` and writes `s.in_width`. The members of `Window<...>` are static
// constants, so the kernel is compiled for this one shape; the members of its twin `WindowShape`
// are plain ints, so one kernel serves many layers. One source, both forms; each shape here has its
// twin below it. Sizes are in elements, activations are stored row, pixel, channel. A `pitch` leads
// from one pixel to the next: the channels, or more where a map is some channels of a wider one.
#ifndef PELEMAY_SHAPE_H
#define PELEMAY_SHAPE_H

namespace pelemay::rt {

template <int rows_, int width_, int channels_, int pitch_ = channels_>
struct In {
  static constexpr int rows = rows_, width = width_, channels = channels_, pitch = pitch_;
};

template <int rows_, int width_, int channels_, int pitch_ = channels_>
struct Out {
  static constexpr int rows = rows_, width = width_, channels = channels_, pitch = pitch_;
};

template <int rows_, int cols_>
struct Kernel {
  static constexpr int rows = rows_, cols = cols_;
};

template <int y_, int x_>
struct Stride {
  static constexpr int y = y_, x = x_;
};

template <int top_, int left_>
struct Pad {
  static constexpr int top = top_, left = left_;
};

template <int y_, int x_>
struct Dilation {
  static constexpr int y = y_, x = x_;
};

template <int count_>
struct Groups {
  static constexpr int count = count_;
};

/// What padding holds: 0, or the zero point of a quantized input.
template <int value_>
struct Fill {
  static constexpr int value = value_;
};

/// Sliding windows: convolutions and pools. Padding at the bottom and right follows from `Out`.
template <class I, class O, class K, class S = Stride<1, 1>, class P = Pad<0, 0>,
          class D = Dilation<1, 1>, class G = Groups<1>, class F = Fill<0>>
struct Window {
  static constexpr int in_rows = I::rows, in_width = I::width, in_channels = I::channels;
  static constexpr int out_rows = O::rows, out_width = O::width, out_channels = O::channels;
  static constexpr int kernel_rows = K::rows, kernel_cols = K::cols;
  static constexpr int stride_y = S::y, stride_x = S::x;
  static constexpr int pad_top = P::top, pad_left = P::left;
  static constexpr int dilation_y = D::y, dilation_x = D::x;
  static constexpr int groups = G::count, fill = F::value;
  static constexpr int in_pitch = I::pitch, out_pitch = O::pitch;
};

struct WindowShape {
  int in_rows, in_width, in_channels;
  int out_rows, out_width, out_channels;
  int kernel_rows, kernel_cols;
  int stride_y = 1, stride_x = 1;
  int pad_top = 0, pad_left = 0;
  int dilation_y = 1, dilation_x = 1;
  int groups = 1, fill = 0;
  int in_pitch = in_channels, out_pitch = out_channels;
};

/// A window over an image whose channels are planes, one behind the other. A row of it is plane
/// 0's; the others are read `plane_stride` further on.
template <class... Terms>
struct PlanarWindow : Window<Terms...> {
  static constexpr int row_stride[1] = {Window<Terms...>::in_width};
  static constexpr int plane_stride = Window<Terms...>::in_rows * Window<Terms...>::in_width;
};

struct PlanarWindowShape : WindowShape {
  int row_stride[1], plane_stride;
  constexpr explicit PlanarWindowShape(const WindowShape& s)
      : WindowShape(s), row_stride{s.in_width}, plane_stride(s.in_rows * s.in_width) {}
};

/// Rows of x [M, K] times a matrix, for linear and matmul: M pixels of K channels become M of N.
/// `batch` such products are `batch` rows; `right_stride` leads from one right operand to the next
/// (0: all share one).
template <int M, int K, int N, int batch = 1, int right_stride_ = 0, int in_pitch_ = K,
          int out_pitch_ = N>
struct Product {
  static constexpr int in_rows = batch, in_width = M, in_channels = K;
  static constexpr int out_rows = batch, out_width = M, out_channels = N;
  static constexpr int right_stride = right_stride_;
  static constexpr int in_pitch = in_pitch_, out_pitch = out_pitch_;
};

struct ProductShape {
  int in_rows, in_width, in_channels;
  int out_rows, out_width, out_channels;
  int right_stride = 0;
  int in_pitch = in_channels, out_pitch = out_channels;
};

/// How an operand of an element-wise kernel lies. A stride of 0 broadcasts along that axis.
template <int row_, int pixel_, int channel_>
struct Strides {
  static constexpr int row = row_, pixel = pixel_, channel = channel_;
};

/// The strides of a contiguous map.
template <class O>
using Packed = Strides<O::width * O::channels, O::channels, 1>;

/// Element-wise: a result of shape `O` from up to three operands. `row_stride` serves `layer` only;
/// with rings and hand-overs the row source says where a row lies.
template <class O, class A = Packed<O>, class B = Packed<O>, class C = Packed<O>>
struct Elements {
  static constexpr int out_rows = O::rows, out_width = O::width, out_channels = O::channels;
  static constexpr int row_stride[3] = {A::row, B::row, C::row};
  static constexpr int pixel_stride[3] = {A::pixel, B::pixel, C::pixel};
  static constexpr int channel_stride[3] = {A::channel, B::channel, C::channel};
  static constexpr int out_pitch = O::pitch;
};

struct ElementsShape {
  int out_rows, out_width, out_channels;
  int row_stride[3], pixel_stride[3], channel_stride[3];
  int out_pitch = out_channels;
};

/// Whole kernels that work along one axis of length n: a tensor [outer, n, inner].
template <int outer_, int n_, int inner_>
struct Extent {
  static constexpr int outer = outer_, n = n_, inner = inner_;
};

struct ExtentShape {
  int outer, n, inner;
};

/// Tensors one behind the other: for each of `outer` the next `sizes[i]` elements of part i.
template <int outer_, int... sizes_>
struct Chunks {
  static constexpr int outer = outer_, count = static_cast<int>(sizeof...(sizes_));
  static constexpr int sizes[sizeof...(sizes_)] = {sizes_...};
};

/// At most 64 parts.
struct ChunksShape {
  int outer, count;
  int sizes[64];
};

template <int... sizes>
struct Dims {};

template <int... axes>
struct Perm {};

/// Where elements lie: the first, then how far one step along each axis leads. May be negative.
template <int begin_, int... steps>
struct Walk {};

template <class D, class F, class T, int size = 0>
struct Move;

/// Element (i, j, ..) of `Dims` goes from one place to another, `size` elements in all. Rank 1
/// to 6.
template <int... sizes, int from_, int... from_steps, int to_, int... to_steps, int size_>
struct Move<Dims<sizes...>, Walk<from_, from_steps...>, Walk<to_, to_steps...>, size_> {
  static_assert(sizeof...(sizes) == sizeof...(from_steps) &&
                    sizeof...(sizes) == sizeof...(to_steps),
                "one step on each side for each axis");
  static_assert(sizeof...(sizes) >= 1 && sizeof...(sizes) <= 6, "moves take rank 1 to 6");
  static constexpr int rank = static_cast<int>(sizeof...(sizes)), size = size_;
  static constexpr int dims[6] = {sizes...};
  static constexpr int from_begin = from_, from[6] = {from_steps...};
  static constexpr int to_begin = to_, to[6] = {to_steps...};
};

struct MoveShape {
  int rank, size;
  int dims[6];
  int from_begin, from[6];
  int to_begin, to[6];
};

template <class D, class P>
struct Transpose;

/// Axis i of the result is axis `perm[i]` of the input, whose sizes are `dims`. Rank 1 to 6.
template <int... sizes, int... axes>
struct Transpose<Dims<sizes...>, Perm<axes...>> {
  static_assert(sizeof...(sizes) == sizeof...(axes),
                "one axis of the result for each of the input");
  static_assert(sizeof...(sizes) >= 1 && sizeof...(sizes) <= 6, "transpose takes rank 1 to 6");
  static constexpr int rank = static_cast<int>(sizeof...(sizes));
  static constexpr int dims[6] = {sizes...};
  static constexpr int perm[6] = {axes...};
};

struct TransposeShape {
  int rank;
  int dims[6], perm[6];
};

}  // namespace pelemay::rt

#endif  // PELEMAY_SHAPE_H
