#include "compiler/analysis/Evaluate.h"

#include "compiler/analysis/Axes.h"
#include "dialects/graph/Graph.h"
#include "dialects/graph/Walks.h"
#include "llvm/ADT/TypeSwitch.h"
#include "pelemay/kernels/element.h"
#include "pelemay/kernels/linear.h"
#include "pelemay/kernels/matmul.h"
#include "pelemay/kernels/move.h"
#include "pelemay/kernels/quantize.h"
#include "pelemay/kernels/reduce.h"
#include "pelemay/kernels/softmax.h"
#include "pelemay/kernels/transpose.h"
#include "pelemay/rows.h"
#include "pelemay/shape.h"

using namespace mlir;

namespace pelemay {

using namespace graph;

using Operands = llvm::ArrayRef<ElementsAttr>;

static RankedTensorType typeOf(ElementsAttr value) {
  return cast<RankedTensorType>(value.getType());
}
static RankedTensorType resultType(Operation* op) {
  return cast<RankedTensorType>(op->getResult(0).getType());
}

/// Calls `f` with a null pointer of the C++ type of `element`; null for types that are not
/// evaluated.
template <class F>
static ElementsAttr withType(Type element, F f) {
  if (element.isF32()) return f(static_cast<float*>(nullptr));
  if (element.isUnsignedInteger(8)) return f(static_cast<uint8_t*>(nullptr));
  if (element.isInteger(8)) return f(static_cast<int8_t*>(nullptr));
  if (element.isInteger(32) && !element.isUnsignedInteger())
    return f(static_cast<int32_t*>(nullptr));
  if (element.isInteger(64) && !element.isUnsignedInteger())
    return f(static_cast<int64_t*>(nullptr));
  return {};
}

template <class T>
static ElementsAttr made(RankedTensorType type, const std::vector<T>& values) {
  return makeElements(type, llvm::ArrayRef<T>(values));
}

/// Kernels count in int.
static bool fitsInt(RankedTensorType type) { return type.getNumElements() <= INT32_MAX; }

//===- Element-wise --------------------------------------------------------------------------===//

std::vector<int64_t> broadcastPlaces(RankedTensorType operand, RankedTensorType result) {
  int64_t rank = result.getRank(), lead = rank - operand.getRank(), step = 1;
  std::vector<int64_t> by(rank, 0), at(rank, 0), places(result.getNumElements());
  for (int64_t axis = operand.getRank() - 1; axis >= 0; --axis) {
    if (operand.getDimSize(axis) != 1) by[lead + axis] = step;
    step *= operand.getDimSize(axis);
  }
  int64_t place = 0;
  for (int64_t& each : places) {
    each = place;
    for (int64_t axis = rank - 1; axis >= 0; --axis) {
      place += by[axis];
      if (++at[axis] < result.getDimSize(axis)) break;
      place -= by[axis] * at[axis];
      at[axis] = 0;
    }
  }
  return places;
}

template <class T, class Functor>
static ElementsAttr elementwiseOf(Operation* op, Operands operands, const Functor& functor) {
  RankedTensorType type = resultType(op);
  auto x = valuesOf<T>(operands[0]);
  if (failed(x)) return {};
  std::vector<T> y(type.getNumElements());
  if constexpr (std::is_invocable_v<Functor, float, float>) {
    auto z = valuesOf<T>(operands[1]);
    if (failed(z)) return {};
    auto px = broadcastPlaces(typeOf(operands[0]), type),
         pz = broadcastPlaces(typeOf(operands[1]), type);
    for (size_t i = 0; i < y.size(); ++i) y[i] = functor((*x)[px[i]], (*z)[pz[i]]);
  } else {
    for (size_t i = 0; i < y.size(); ++i) y[i] = functor((*x)[i]);
  }
  return made(type, y);
}

/// The functor with its members set from the op's attributes of those names.
template <class Functor, class... Names>
static std::optional<Functor> functorOf(Operation* op, Names... names) {
  bool known = true;
  auto parameter = [&](const char* name) -> float {
    Attribute attribute = op->getInherentAttr(name).value_or(Attribute());
    if (auto real = dyn_cast_or_null<FloatAttr>(attribute)) return real.getValueAsDouble();
    if (auto integer = dyn_cast_or_null<IntegerAttr>(attribute)) return integer.getInt();
    known = false;
    return 0;
  };
  (void)parameter;
  Functor functor{parameter(names)...};
  return known ? std::optional<Functor>(functor) : std::nullopt;
}

template <class Functor, class... Names>
static ElementsAttr elementwise(Operation* op, Operands operands, int /*arity*/, Names... names) {
  auto functor = functorOf<Functor>(op, names...);
  Type element = typeOf(operands[0]).getElementType();
  if (sizeof...(names) > 0 && !element.isF32()) return {};  // parameters are floats
  // Integer division traps where its divisor is 0.
  llvm::StringRef scalar = cast<GraphOp>(op).getScalar();
  if (!functor || (!element.isF32() && scalar.find_first_of("/%") != llvm::StringRef::npos))
    return {};
  return withType(element, [&](auto* t) {
    return elementwiseOf<std::remove_pointer_t<decltype(t)>>(op, operands, *functor);
  });
}

static ElementsAttr elementwise(Operation* op, Operands operands) {
#define PELEMAY_SCALAR(Class, mnemonic, Functor, ...) \
  if (isa<Class>(op)) return elementwise<rt::Functor>(op, operands, __VA_ARGS__);
#include "dialects/graph/Scalars.inc"
#undef PELEMAY_SCALAR
  return {};
}

//===- Moves ---------------------------------------------------------------------------------===//

template <class T>
static void transpose(const rt::TransposeShape& shape, const std::vector<char>& in,
                      std::vector<char>& out) {
  rt::transpose<rt::TransposeShape>(reinterpret_cast<const T*>(in.data()),
                                    reinterpret_cast<T*>(out.data()), shape);
}

ElementsAttr transposed(ElementsAttr x, llvm::ArrayRef<int64_t> perm) {
  RankedTensorType type = typeOf(x);
  // Axes of size 1 alone change places: those of a 1x1 convolution do.
  if (keepsOrder(type.getShape(), perm))
    return retyped(x,
                   RankedTensorType::get(permuted(type.getShape(), perm), type.getElementType()));
  auto in = bytesOf(x);  // a copy that is aligned
  if (failed(in) || !fitsInt(type) || perm.size() > 6) return {};
  rt::TransposeShape shape{};
  shape.rank = perm.size();
  llvm::SmallVector<int64_t> sizes;
  for (size_t i = 0; i < perm.size(); ++i) {
    shape.dims[i] = type.getDimSize(i);
    shape.perm[i] = perm[i];
    sizes.push_back(type.getDimSize(perm[i]));
  }
  std::vector<char> out(in->size());
  switch (bytesOf(type.getElementType())) {
    case 1: transpose<uint8_t>(shape, *in, out); break;
    case 2: transpose<uint16_t>(shape, *in, out); break;
    case 4: transpose<uint32_t>(shape, *in, out); break;
    case 8: transpose<uint64_t>(shape, *in, out); break;
    default: return {};
  }
  return made(RankedTensorType::get(sizes, type.getElementType()), out);
}

static rt::MoveShape moveShape(const Walks& walks, int64_t size) {
  rt::MoveShape shape{};
  shape.rank = walks.dims.size();
  shape.size = size;
  shape.from_begin = walks.fromBegin;
  shape.to_begin = walks.toBegin;
  for (size_t i = 0; i < walks.dims.size(); ++i) {
    shape.dims[i] = walks.dims[i];
    shape.from[i] = walks.from[i];
    shape.to[i] = walks.to[i];
  }
  return shape;
}

static ElementsAttr sliced(SliceOp op, ElementsAttr x) {
  Walks walks =
      sliceWalks(typeOf(x).getShape(), resultType(op).getShape(), op.getStart(), op.getStep());
  return withType(typeOf(x).getElementType(), [&](auto* t) -> ElementsAttr {
    using T = std::remove_pointer_t<decltype(t)>;
    auto in = valuesOf<T>(x);
    if (failed(in) || walks.dims.size() > 6 || !fitsInt(typeOf(x))) return {};
    std::vector<T> out(resultType(op).getNumElements());
    rt::slice(in->data(), out.data(), moveShape(walks, 0));
    return made(resultType(op), out);
  });
}

static ElementsAttr padded(PadOp op, ElementsAttr x) {
  Walks walks = padWalks(typeOf(x).getShape(), resultType(op).getShape(), op.getLow());
  return withType(typeOf(x).getElementType(), [&](auto* t) -> ElementsAttr {
    using T = std::remove_pointer_t<decltype(t)>;
    auto in = valuesOf<T>(x);
    if (failed(in) || walks.dims.size() > 6 || !fitsInt(resultType(op))) return {};
    std::vector<T> out(resultType(op).getNumElements());
    rt::pad(in->data(), out.data(), static_cast<T>(op.getValue().convertToDouble()),
            moveShape(walks, out.size()));
    return made(resultType(op), out);
  });
}

static ElementsAttr concatenated(ConcatOp op, Operands parts) {
  RankedTensorType type = resultType(op);
  int64_t outer = 1, element = bytesOf(type.getElementType()), stride = element, at = 0;
  for (int64_t i = 0; i < type.getRank(); ++i)
    (i < static_cast<int64_t>(op.getAxis()) ? outer : stride) *= type.getDimSize(i);
  std::vector<char> out(bytesOf(type));
  if (out.empty()) return made(type, out);  // `outer` may be 0
  for (ElementsAttr part : parts) {
    auto bytes = bytesOf(part);
    if (failed(bytes)) return {};
    int64_t chunk = bytes->size() / outer;
    for (int64_t o = 0; o < outer; ++o)
      std::copy_n(bytes->begin() + o * chunk, chunk, out.begin() + o * stride + at);
    at += chunk;
  }
  return made(type, out);
}

ElementsAttr reshaped(ElementsAttr x, llvm::ArrayRef<int64_t> shape) {
  auto type = RankedTensorType::get(shape, typeOf(x).getElementType());
  return type.getNumElements() == typeOf(x).getNumElements() ? retyped(x, type) : ElementsAttr();
}

//===- Quantization --------------------------------------------------------------------------===//

/// Applies f(element, channel of `axis`) to each element.
template <class X, class Y, class F>
static ElementsAttr byChannel(ElementsAttr x, RankedTensorType type, int64_t axis, bool perAxis,
                              F f) {
  auto in = valuesOf<X>(x);
  if (failed(in)) return {};
  int64_t channels = perAxis ? type.getDimSize(axis) : 1, inner = 1;
  if (perAxis)
    for (int64_t size : type.getShape().drop_front(axis + 1)) inner *= size;
  std::vector<Y> out(in->size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = f((*in)[i], i / inner % channels);
  return made(type, out);
}

static ElementsAttr quantize(QuantizeOp op, ElementsAttr x) {
  RankedTensorType type = resultType(op);
  return withType(type.getElementType(), [&](auto* t) -> ElementsAttr {
    using T = std::remove_pointer_t<decltype(t)>;
    if constexpr (std::is_same_v<T, float> || sizeof(T) == 8) {
      return {};
    } else {
      constexpr int32_t lo = std::numeric_limits<T>::min(), hi = std::numeric_limits<T>::max();
      return byChannel<float, T>(
          x, type, op.getAxis(), op.getScale().size() > 1, [&](float v, int c) {
            return rt::Quantize<rt::One<float>>{rt::one(op.getScale()[c]), int32_t(op.getZero()[c]),
                                                lo, hi}(v, 0, 0, 0);
          });
    }
  });
}

static ElementsAttr dequantize(DequantizeOp op, ElementsAttr x) {
  return withType(typeOf(x).getElementType(), [&](auto* t) -> ElementsAttr {
    using T = std::remove_pointer_t<decltype(t)>;
    if constexpr (std::is_same_v<T, float> || sizeof(T) == 8) {
      return {};
    } else {
      return byChannel<T, float>(
          x, resultType(op), op.getAxis(), op.getScale().size() > 1, [&](T v, int c) {
            return rt::Dequantize<rt::One<float>>{rt::one(op.getScale()[c]),
                                                  int32_t(op.getZero()[c])}(v, 0, 0, 0);
          });
    }
  });
}

//===- Along axes ----------------------------------------------------------------------------===//

/// [outer, n, inner] around axes first .. last.
static rt::ExtentShape extentOf(RankedTensorType type, int64_t first, int64_t last) {
  rt::ExtentShape e{1, 1, 1};
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    (axis < first ? e.outer : axis > last ? e.inner : e.n) *= type.getDimSize(axis);
  return e;
}

static ElementsAttr mean(ReduceMeanOp op, ElementsAttr x) {
  auto in = valuesOf<float>(x);
  if (failed(in) || op.getAxes().empty() || !fitsInt(typeOf(x))) return {};
  std::vector<float> out(resultType(op).getNumElements());
  rt::reduce_mean<rt::ExtentShape>(in->data(), out.data(), rt::None{},
                                   extentOf(typeOf(x), op.getAxes().front(), op.getAxes().back()));
  return made(resultType(op), out);
}

template <class Op>
static ElementsAttr reduced(Operation* op, ElementsAttr x, llvm::ArrayRef<int64_t> axes) {
  if (axes.empty() || !fitsInt(typeOf(x))) return {};
  return withType(typeOf(x).getElementType(), [&](auto* t) -> ElementsAttr {
    using T = std::remove_pointer_t<decltype(t)>;
    auto in = valuesOf<T>(x);
    if (failed(in)) return {};
    std::vector<T> out(resultType(op).getNumElements());
    rt::reduce<rt::ExtentShape, Op>(in->data(), out.data(), rt::None{},
                                    extentOf(typeOf(x), axes.front(), axes.back()));
    return made(resultType(op), out);
  });
}

static ElementsAttr softmax(SoftmaxOp op, ElementsAttr x) {
  auto in = valuesOf<float>(x);
  if (failed(in) || !fitsInt(typeOf(x))) return {};
  std::vector<float> out(in->size());
  rt::softmax<rt::ExtentShape>(in->data(), out.data(),
                               extentOf(typeOf(x), op.getAxis(), op.getAxis()));
  return made(resultType(op), out);
}

//===- Products, floats only: quantized ones are never constant ------------------------------===//

static ElementsAttr matmul(MatmulOp op, ElementsAttr a, ElementsAttr b) {
  auto left = valuesOf<float>(a), right = valuesOf<float>(b);
  RankedTensorType type = resultType(op);
  if (!type.getElementType().isF32() || failed(left) || failed(right) || !fitsInt(type)) return {};
  int m = type.getDimSize(0), k = typeOf(a).getDimSize(1), n = type.getDimSize(1);
  std::vector<float> out(type.getNumElements());
  rt::ProductShape shape{1, m, k, 1, m, n, 0};
  const float* in = left->data();
  rt::layer(
      rt::matmul<rt::ProductShape>(static_cast<const float*>(right->data()), rt::None{}, shape), in,
      out.data());
  return made(type, out);
}

ElementsAttr evaluate(Operation* op, Operands operands) {
  if (auto host = dyn_cast<HostOp>(op); host && host.getEpilogueAttr()) return {};
  return llvm::TypeSwitch<Operation*, ElementsAttr>(op)
      .Case([&](ReshapeOp) { return reshaped(operands[0], resultType(op).getShape()); })
      .Case([&](TransposeOp t) { return transposed(operands[0], t.getPerm()); })
      .Case([&](ConcatOp c) { return concatenated(c, operands); })
      .Case([&](SliceOp s) { return sliced(s, operands[0]); })
      .Case([&](PadOp p) { return padded(p, operands[0]); })
      .Case([&](QuantizeOp q) { return quantize(q, operands[0]); })
      .Case([&](DequantizeOp d) { return dequantize(d, operands[0]); })
      .Case([&](ReduceMaxOp r) { return reduced<rt::Max>(op, operands[0], r.getAxes()); })
      .Case([&](ReduceMinOp r) { return reduced<rt::Min>(op, operands[0], r.getAxes()); })
      .Case([&](ReduceProdOp r) { return reduced<rt::Mul>(op, operands[0], r.getAxes()); })
      .Case([&](ReduceMeanOp r) { return mean(r, operands[0]); })
      .Case([&](ReduceSumOp r) { return reduced<rt::Add>(op, operands[0], r.getAxes()); })
      .Case([&](SoftmaxOp s) { return softmax(s, operands[0]); })
      .Case([&](MatmulOp m) { return matmul(m, operands[0], operands[1]); })
      .Default([&](Operation*) { return elementwise(op, operands); });
}

Value constantLike(OpBuilder& builder, ElementsAttr value, Operation* source) {
  auto constant = builder.create<ConstantOp>(source->getLoc(), value.getType(), value);
  if (Attribute origins = source->getAttr(kOrigins)) constant->setAttr(kOrigins, origins);
  return constant;
}

}  // namespace pelemay
