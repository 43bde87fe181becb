//===- PrintWeights.cpp - NAME_weights.{h,cpp}: constants, exact and readable --------------------===//
#include <charconv>

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/Print.h"
#include "compiler/codegen/variants/Families.h"
#include "dialects/graph/Constants.h"

using namespace mlir;

namespace pelemay::codegen {

static std::string declaration(arena::ConstantOp constant) {
  auto type = cast<RankedTensorType>(constant.getValue().getType());
  return "const " + cType(type.getElementType()) + " " + constant.getSymName().str() + "[" +
         std::to_string(std::max<int64_t>(type.getNumElements(), 1)) + "]";
}

/// INT32_MIN and INT64_MIN have no literal of their own type. Written to `text`; returns the end.
template <class T>
static char* literal(T value, char* text, char* end) {
  auto word = [&](llvm::StringRef all) { return std::copy(all.begin(), all.end(), text); };
  if constexpr (std::is_same_v<T, float>) {
    return word(floatText(value));
  } else {
    bool lowest = std::is_signed_v<T> && value == std::numeric_limits<T>::min();
    if (lowest && sizeof(T) == 8) return word("INT64_MIN");
    if (lowest && sizeof(T) == 4) return word("INT32_MIN");
    if (sizeof(T) == 8) text = word(std::is_signed_v<T> ? "INT64_C(" : "UINT64_C(");
    text = std::to_chars(text, end, value).ptr;
    if (sizeof(T) == 8) *text++ = ')';
    return text;
  }
}

template <class T>
static void printValues(llvm::raw_ostream& os, ElementsAttr attr) {
  FailureOr<graph::Bytes> bytes = graph::Bytes::of(attr);
  assert(succeeded(bytes) && "constants are bytes we made");
  size_t column = 0, count = bytes->ref().size() / sizeof(T);
  for (size_t i = 0; i < count; ++i) {
    char text[48];
    auto size = static_cast<size_t>(literal(bytes->at<T>(i), text, std::end(text)) - text);
    bool wraps = column + size + 2 > 98;
    if (i == 0 || wraps)
      os << (i ? ",\n   " : "   "), column = 3;
    else
      os << ",";
    os << " " << llvm::StringRef(text, size);
    column += size + 2;
  }
  os << "\n";
}

static void printValues(llvm::raw_ostream& os, ElementsAttr attr, Type element) {
  if (element.isF32()) return printValues<float>(os, attr);
  auto integer = llvm::cast<IntegerType>(element);
  switch (integer.getWidth()) {
    case 8:
      return integer.isUnsigned() ? printValues<uint8_t>(os, attr) : printValues<int8_t>(os, attr);
    case 16:
      return integer.isUnsigned() ? printValues<uint16_t>(os, attr)
                                  : printValues<int16_t>(os, attr);
    case 32:
      return integer.isUnsigned() ? printValues<uint32_t>(os, attr)
                                  : printValues<int32_t>(os, attr);
    default:
      return integer.isUnsigned() ? printValues<uint64_t>(os, attr)
                                  : printValues<int64_t>(os, attr);
  }
}

std::string printWeightsHeader(arena::ProgramOp program, const PrintOptions& options) {
  std::string text, name = program.getSymName().str(),
                    guard = program.getSymName().upper() + "_WEIGHTS_H";
  llvm::raw_string_ostream os(text);
  os << banner(program, name + "_weights.h", "the model's constants, in flash.",
               {options.version, options.command});
  os << "#ifndef " << guard << "\n#define " << guard << "\n\n#include <stdint.h>\n\n"
     << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  for (auto constant : program.getBody().front().getOps<arena::ConstantOp>())
    os << "extern " << declaration(constant) << ";\n";
  os << "\n#ifdef __cplusplus\n}\n#endif\n#endif  // " << guard << "\n";
  return text;
}

void printWeightsSource(llvm::raw_ostream& os, arena::ProgramOp program,
                        const PrintOptions& options) {
  std::string name = program.getSymName().str();
  os << banner(
      program, name + "_weights.cpp",
      "the model's constants: " + bytesText(weightBytes(program)) + ". Floats in hex are exact.",
      {options.version, options.command});
  auto constants = program.getBody().front().getOps<arena::ConstantOp>();
  os << "\n#include \"" << name << "_weights.h\"\n";
  if (!constants.empty())
    os << "\n// Where weights go, for firmware with sections of its own.\n"
          "#ifndef PELEMAY_WEIGHTS_ATTR\n#define PELEMAY_WEIGHTS_ATTR\n#endif\n";
  for (auto constant : constants) {
    auto type = cast<RankedTensorType>(constant.getValue().getType());
    os << "\n// " << describedConstant(constant) << "\nPELEMAY_WEIGHTS_ATTR "
       << declaration(constant) << " = {\n";
    printValues(os, constant.getValue(), type.getElementType());
    os << "};\n";
  }
}

}  // namespace pelemay::codegen
