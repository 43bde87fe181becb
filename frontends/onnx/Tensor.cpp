#include "frontends/onnx/Tensor.h"

#include <cstring>
#include <limits>

#include "dialects/graph/Infer.h"
#include "frontends/onnx/Names.h"
#include "frontends/onnx/Proto.h"
#include "llvm/Support/SwapByteOrder.h"

using namespace mlir;

namespace pelemay::onnx {

static_assert(llvm::sys::IsLittleEndianHost, "raw_data is little endian and is used as it stands");

static const Element kElements[] = {{proto::TensorProto::FLOAT, "float32", "f32", 4},
                                    {proto::TensorProto::INT8, "int8", "i8", 1},
                                    {proto::TensorProto::UINT8, "uint8", "ui8", 1},
                                    {proto::TensorProto::INT32, "int32", "i32", 4},
                                    {proto::TensorProto::INT64, "int64", "i64", 8}};

static const Element kBool = {proto::TensorProto::BOOL, "bool", "i1", 1};

const Element* elementOf(int32_t code) {
  for (const Element& element : kElements)
    if (element.code == code) return &element;
  return nullptr;
}

const Element* elementOf(llvm::StringRef ours) {
  for (const Element& element : kElements)
    if (element.ours == ours) return &element;
  return nullptr;
}

std::string elementName(int32_t code) {
  // TensorProto.DataType up to ONNX 1.23; our protobuf classes are older and lack the last ones.
  static const char* const names[] = {
      "undefined",      "float32",    "uint8",          "int8",       "uint16",    "int16",
      "int32",          "int64",      "string",         "bool",       "float16",   "float64",
      "uint32",         "uint64",     "complex64",      "complex128", "bfloat16",  "float8e4m3fn",
      "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4",      "int4",      "float4e2m1",
      "float8e8m0",     "uint2",      "int2",           "float6e2m3", "float6e3m2"};
  if (code >= 0 && code < static_cast<int32_t>(std::size(names))) return names[code];
  return std::to_string(code) + " (not a type of ONNX)";
}

std::string elementName(Type type) {
  for (const Element& element : kElements)
    if (type == typeOf(element, type.getContext())) return element.name.str();
  if (type.isInteger(1)) return kBool.name.str();
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

Type typeOf(const Element& element, MLIRContext* context) {
  if (element.code == proto::TensorProto::FLOAT) return Float32Type::get(context);
  if (element.code == kBool.code) return IntegerType::get(context, 1);
  bool isUnsigned = element.code == proto::TensorProto::UINT8;
  return IntegerType::get(context, static_cast<unsigned>(element.bytes * 8),
                          isUnsigned ? IntegerType::Unsigned : IntegerType::Signless);
}

Problem unsupportedElement(int32_t code) {
  static const int32_t floats[] = {proto::TensorProto::FLOAT16, proto::TensorProto::DOUBLE,
                                   proto::TensorProto::BFLOAT16};
  return {
      "needs elements of type float32, int8, uint8, int32 or int64, but got " + elementName(code),
      llvm::is_contained(floats, code) ? "export the model with float32"
                                       : "docs/support.md lists what can be imported"};
}

std::optional<int64_t> countOf(llvm::ArrayRef<int64_t> shape) {
  int64_t count = 1;
  for (int64_t size : shape) {
    if (size < 0) return std::nullopt;
    if (__builtin_mul_overflow(count, size, &count)) return std::nullopt;
  }
  // A zero would hide an overflow behind it, so each size is bounded as well.
  for (int64_t size : shape)
    if (size > graph::kMaxElements) return std::nullopt;
  if (count > graph::kMaxElements) return std::nullopt;
  return count;
}

Tensor Tensor::copy() const {
  Tensor result;
  result.name = name;
  result.element = element;
  result.shape = shape;
  result.owned = owned;
  result.bytes = owned.empty() ? bytes : llvm::ArrayRef<char>(result.owned);
  return result;
}

RankedTensorType Tensor::type(MLIRContext* context) const {
  return RankedTensorType::get(shape, typeOf(*element, context));
}

llvm::SmallVector<int64_t> Tensor::integers() const {
  llvm::SmallVector<int64_t> values;
  for (int64_t i = 0, n = count(); i < n; ++i) {
    if (element->ours == "i8") values.push_back(at<int8_t>(i));
    if (element->ours == "ui8") values.push_back(at<uint8_t>(i));
    if (element->ours == "i32") values.push_back(at<int32_t>(i));
    if (element->ours == "i64") values.push_back(at<int64_t>(i));
  }
  return values;
}

llvm::SmallVector<float> Tensor::floats() const {
  llvm::SmallVector<float> values(static_cast<size_t>(count()));
  for (size_t i = 0; i < values.size(); ++i) values[i] = at<float>(static_cast<int64_t>(i));
  return values;
}

template <class T, class Values>
static bool store(const Values& values, std::vector<char>& bytes) {
  bytes.resize(static_cast<size_t>(values.size()) * sizeof(T));
  char* next = bytes.data();
  for (auto value : values) {
    T narrow = static_cast<T>(value);
    if (static_cast<decltype(value)>(narrow) != value && value == value) return false;
    std::memcpy(next, &narrow, sizeof(T));
    next += sizeof(T);
  }
  return true;
}

/// The values of the field that belongs to the type; false if one does not fit the type.
static bool storeField(const proto::TensorProto& tensor, Tensor& result) {
  switch (result.element->code) {
    case proto::TensorProto::FLOAT: return store<float>(tensor.float_data(), result.owned);
    case proto::TensorProto::INT8: return store<int8_t>(tensor.int32_data(), result.owned);
    case proto::TensorProto::BOOL:
    case proto::TensorProto::UINT8: return store<uint8_t>(tensor.int32_data(), result.owned);
    case proto::TensorProto::INT32: return store<int32_t>(tensor.int32_data(), result.owned);
    default: return store<int64_t>(tensor.int64_data(), result.owned);
  }
}

/// How many values the field that belongs to `code` holds, and how many all value fields hold.
static std::pair<int64_t, int64_t> fieldSizes(const proto::TensorProto& t, int32_t code) {
  int64_t own = code == proto::TensorProto::FLOAT   ? t.float_data_size()
                : code == proto::TensorProto::INT64 ? t.int64_data_size()
                                                    : t.int32_data_size();
  int64_t all = int64_t(t.float_data_size()) + t.int32_data_size() + t.int64_data_size() +
                t.double_data_size() + t.uint64_data_size() + t.string_data_size();
  return {own, all};
}

std::optional<Tensor> readTensor(const proto::TensorProto& tensor, Source& source,
                                 Problem& problem) {
  auto fail = [&](std::string text, std::string help = kCheckerHelp) {
    problem.text = std::move(text);
    problem.help = std::move(help);
    return std::nullopt;
  };
  Tensor result;
  result.name = tensor.name();
  bool isBool = tensor.data_type() == kBool.code;
  result.element = isBool ? &kBool : elementOf(tensor.data_type());
  if (!result.element) {
    Problem wrong = unsupportedElement(tensor.data_type());
    return fail(wrong.text, wrong.help);
  }
  if (tensor.has_segment()) return fail("needs all of its data, but got a segment");

  result.shape.assign(tensor.dims().begin(), tensor.dims().end());
  std::optional<int64_t> count = countOf(result.shape);
  if (!count)
    return fail("needs sizes from 0 and at most 2^40 elements, but got shape " +
                listed(result.shape));
  auto [own, all] = fieldSizes(tensor, result.element->code);
  std::string what = " for " + result.element->name.str() + " " + listed(result.shape);
  bool external = tensor.data_location() == proto::TensorProto::EXTERNAL;
  if (external || tensor.external_data_size() > 0) {
    if (!external || tensor.has_raw_data() || all != 0)
      return fail("needs its data once, but got external data" + what + " and others");
    auto bytes = source.external.read(tensor, *count * result.element->bytes, problem);
    if (!bytes) return std::nullopt;
    result.bytes = *bytes;
    return result;
  }
  if (tensor.has_raw_data()) {
    auto payload = source.payloads.find(&tensor);
    llvm::ArrayRef<char> raw =
        payload != source.payloads.end()
            ? payload->second
            : llvm::ArrayRef<char>(tensor.raw_data().data(), tensor.raw_data().size());
    if (all != 0) return fail("needs its data once, but got raw_data and typed values");
    if (static_cast<int64_t>(raw.size()) != *count * result.element->bytes)
      return fail("needs " + std::to_string(*count * result.element->bytes) + " bytes of raw_data" +
                  what + ", but got " + std::to_string(raw.size()));
    result.bytes = raw;
    return result;
  }
  if (own != all) return fail("needs values of its own type, but got others" + what);
  if (own != *count)
    return fail("needs " + std::to_string(*count) + " values" + what + ", but got " +
                std::to_string(own));
  if (!storeField(tensor, result))
    return fail("needs values within the range of " + result.element->name.str() +
                ", but got one outside");
  result.bytes = result.owned;
  return result;
}

Tensor makeIntegers(llvm::ArrayRef<int64_t> values, llvm::ArrayRef<int64_t> shape,
                    llvm::StringRef element) {
  Tensor result;
  result.element = elementOf(element);
  result.shape.assign(shape.begin(), shape.end());
  // Little endian: the low bytes come first.
  for (int64_t value : values) {
    const char* bytes = reinterpret_cast<const char*>(&value);
    result.owned.insert(result.owned.end(), bytes, bytes + result.element->bytes);
  }
  result.bytes = result.owned;
  return result;
}

Tensor makeFloats(llvm::ArrayRef<float> values, llvm::ArrayRef<int64_t> shape) {
  Tensor result;
  result.element = elementOf(proto::TensorProto::FLOAT);
  result.shape.assign(shape.begin(), shape.end());
  const char* bytes = reinterpret_cast<const char*>(values.data());
  result.owned.assign(bytes, bytes + values.size() * sizeof(float));
  result.bytes = result.owned;
  return result;
}

}  // namespace pelemay::onnx
