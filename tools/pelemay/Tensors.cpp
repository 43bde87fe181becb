#include "tools/pelemay/Tensors.h"

#include <cmath>
#include <cstdlib>
#include <cstring>

#include "compiler/codegen/Facts.h"
#include "dialects/graph/Graph.h"
#include "frontends/onnx/Tensor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "pelemay/kernels/quantize.h"
#include "tools/pelemay/Npy.h"

using namespace mlir;

namespace pelemay {

static bool isNpy(const std::string& file) {
  return llvm::StringRef(file).ends_with_insensitive(".npy");
}

Outcome<TensorFile> readTensor(const std::string& file) {
  if (isNpy(file)) return readNpy(file);
  llvm::Expected<TensorFile> tensor = readTensorFile(file);
  if (tensor) return std::move(*tensor);
  std::string why = llvm::toString(tensor.takeError());
  llvm::StringRef text = why;
  text.consume_front(file + ": ");
  return Failure{
      kRefused, file, text.str(), {}, "tensors are read from ONNX's .pb or numpy's .npy"};
}

Outcome<bool> writeTensor(const std::string& file, const TensorFile& tensor) {
  if (isNpy(file)) return writeNpy(file, tensor);
  if (llvm::Error error = writeTensorFile(file, tensor))
    return Failure{kRefused, "", "needs to write " + llvm::toString(std::move(error))};
  return true;
}

/// The floats of `tensor` as the integers of `slot`, by ONNX's QuantizeLinear. Anything else is
/// left as it is.
static void quantizeFor(arena::SlotOp slot, TensorFile& tensor) {
  auto quant = llvm::dyn_cast_or_null<graph::QuantAttr>(slot.getQuantAttr());
  auto type = dyn_cast<IntegerType>(slot.getTensorType().getElementType());
  if (!quant || !type || type.getWidth() > 16 || tensor.type != "f32") return;
  int32_t lo = type.isUnsigned() ? 0 : -(1 << (type.getWidth() - 1));
  rt::Quantize<rt::One<float>> by{rt::one(quant.getScale().getValue().convertToFloat()),
                                  static_cast<int32_t>(quant.getZero()), lo,
                                  lo + (1 << type.getWidth()) - 1};
  size_t width = type.getWidth() / 8, count = tensor.bytes.size() / sizeof(float);
  std::vector<char> bytes(count * width);
  for (size_t i = 0; i < count; ++i) {
    float real;
    std::memcpy(&real, tensor.bytes.data() + i * sizeof real, sizeof real);
    int32_t stored = by(real, 0, 0, 0);
    std::memcpy(bytes.data() + i * width, &stored, width);  // little endian
  }
  tensor.bytes = std::move(bytes);
  tensor.type = (type.isUnsigned() ? "ui" : "i") + std::to_string(type.getWidth());
}

Outcome<TensorFile> readTensorFor(arena::SlotOp slot, const std::string& file, bool quantize) {
  auto tensor = readTensor(file);
  if (tensor && quantize) quantizeFor(slot, *tensor);
  return tensor;
}

std::string typeText(const TensorFile& tensor) {
  llvm::StringRef type = tensor.type;
  std::string text = type.consume_front("ui") ? "u" : "";
  text += type;
  for (int64_t size : tensor.shape) text += "[" + std::to_string(size) + "]";
  return text;
}

std::string counted(size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string nameOf(arena::SlotOp slot, size_t number, const std::vector<std::string>& names) {
  return number < names.size() && !names[number].empty() ? names[number] : slot.getName().str();
}

/// How a numpy array becomes what the model reads.
static std::string cureOf(const TensorFile& tensor, RankedTensorType wanted) {
  llvm::ArrayRef<int64_t> shape = wanted.getShape();
  int64_t count = 1;
  for (int64_t size : tensor.shape) count *= size;
  if (count != wanted.getNumElements())
    return "give it " + std::to_string(wanted.getNumElements()) +
           " elements; --dim sets a size that the model leaves open";
  std::string array = "array", type;
  llvm::raw_string_ostream(type) << wanted.getElementType();
  if (tensor.type != type)
    array += ".astype(numpy." + onnx::elementName(wanted.getElementType()) + ")";
  if (llvm::ArrayRef<int64_t>(tensor.shape) != shape) {
    llvm::ListSeparator comma;
    array += ".reshape(";
    for (int64_t size : shape) array += llvm::StringRef(comma).str() + std::to_string(size);
    array += ")";
  }
  return "numpy.save(\"FILE.npy\", " + array + ")";
}

Outcome<std::vector<std::vector<char>>> readInputs(arena::ProgramOp program,
                                                   const std::vector<std::string>& files,
                                                   const std::vector<std::string>& names,
                                                   bool quantize) {
  llvm::SmallVector<arena::SlotOp> inputs = codegen::inputsOf(program);
  auto described = [&](size_t i) {
    return nameOf(inputs[i], i, names) + " " + codegen::typeText(inputs[i].getTensorType());
  };
  if (files.size() != inputs.size()) {
    Failure failure{
        kRefused, codegen::fileOf(program),
        "needs " + counted(inputs.size(), "input") + ", but got " + std::to_string(files.size())};
    for (size_t i = 0; i < inputs.size(); ++i)
      failure.notes.push_back("input " + std::to_string(i) + " is " + described(i));
    failure.help = "give one --input-file FILE for each, as .pb or .npy";
    return failure;
  }
  std::vector<std::vector<char>> all;
  for (size_t i = 0; i < inputs.size(); ++i) {
    auto tensor = readTensorFor(inputs[i], files[i], quantize);
    if (!tensor) return tensor.failure();
    if (typeText(*tensor) != codegen::typeText(inputs[i].getTensorType()))
      return Failure{kRefused,
                     files[i],
                     "input " + std::to_string(i) + " needs " + described(i) + ", but got " +
                         typeText(*tensor),
                     {},
                     cureOf(*tensor, inputs[i].getTensorType())};
    all.push_back(std::move(tensor->bytes));
  }
  return all;
}

template <class T>
static T read(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/// The shortest of 6 to 17 digits that reads back the same.
template <class T>
static std::string floatText(T value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char text[40];
  for (int digits = 6; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, static_cast<double>(value));
    if (static_cast<T>(std::strtod(text, nullptr)) == value) break;
  }
  return text;
}

std::vector<std::string> valuesOf(llvm::StringRef type, llvm::ArrayRef<char> bytes) {
  using Print = std::string (*)(const char*);
  struct Reader {
    size_t size;
    Print print;
  };
  auto integer = [](auto zero) {
    using T = decltype(zero);
    return Reader{sizeof(T), [](const char* p) { return std::to_string(read<T>(p)); }};
  };
  Reader reader = llvm::StringSwitch<Reader>(type)
                      .Case("f32", {4, [](const char* p) { return floatText(read<float>(p)); }})
                      .Case("f64", {8, [](const char* p) { return floatText(read<double>(p)); }})
                      .Case("i8", integer(int8_t{}))
                      .Case("i16", integer(int16_t{}))
                      .Case("u16", integer(uint16_t{}))
                      .Case("i32", integer(int32_t{}))
                      .Case("u32", integer(uint32_t{}))
                      .Case("i64", integer(int64_t{}))
                      .Case("u64", integer(uint64_t{}))
                      .Default(integer(uint8_t{}));
  std::vector<std::string> values;
  for (size_t at = 0; at + reader.size <= bytes.size(); at += reader.size)
    values.push_back(reader.print(bytes.data() + at));
  return values;
}

static std::optional<size_t> largest(const codegen::ReportOutput& output) {
  if (output.shape.size() > 2 || output.values.size() < 2) return std::nullopt;
  size_t best = 0;
  for (size_t i = 1; i < output.values.size(); ++i)
    if (std::strtod(output.values[i].c_str(), nullptr) >
        std::strtod(output.values[best].c_str(), nullptr))
      best = i;
  return best;
}

std::string outputText(const codegen::ReportOutput& output) {
  constexpr size_t kShown = 10;
  std::string text = output.name + " " + output.type;
  for (int64_t size : output.shape) text += "[" + std::to_string(size) + "]";
  if (auto best = largest(output)) text += ", largest at " + std::to_string(*best);
  text += "\n ";
  for (size_t i = 0; i < std::min(kShown, output.values.size()); ++i)
    text += " " + output.values[i];
  if (output.values.size() > kShown)
    text += " .. (" + std::to_string(output.values.size()) + " values)";
  return text + "\n";
}

}  // namespace pelemay
