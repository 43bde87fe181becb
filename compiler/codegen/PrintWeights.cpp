//===- PrintWeights.cpp - NAME_weights.{h,cpp}: constants, exact and readable --------------------===//
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

/// INT32_MIN and INT64_MIN have no literal of their own type.
template <class T>
static std::string literal(T value) {
  if constexpr (std::is_same_v<T, float>) return floatText(value);
  if constexpr (sizeof(T) == 8)
    return value == std::numeric_limits<T>::min() && std::is_signed_v<T>
               ? "INT64_MIN"
               : (std::is_signed_v<T> ? "INT64_C(" : "UINT64_C(") + std::to_string(value) + ")";
  if (std::is_signed_v<T> && sizeof(T) == 4 && value == std::numeric_limits<T>::min())
    return "INT32_MIN";
  return std::to_string(value);
}

template <class T>
static void printValues(llvm::raw_ostream& os, ElementsAttr attr) {
  FailureOr<std::vector<T>> values = graph::valuesOf<T>(attr);
  assert(succeeded(values) && "constants are bytes we made");
  size_t column = 0;
  for (auto [i, value] : llvm::enumerate(*values)) {
    std::string text = literal(value);
    bool wraps = column + text.size() + 2 > 98;
    if (i == 0 || wraps)
      os << (i ? ",\n   " : "   "), column = 3;
    else
      os << ",";
    os << " " << text;
    column += text.size() + 2;
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

std::string printWeightsSource(arena::ProgramOp program, const PrintOptions& options) {
  std::string text, name = program.getSymName().str();
  llvm::raw_string_ostream os(text);
  os << banner(
      program, name + "_weights.cpp",
      "the model's constants: " + bytesText(weightBytes(program)) + ". Floats in hex are exact.",
      {options.version, options.command});
  os << "\n#include \"" << name << "_weights.h\"\n\n"
     << "// Where weights go, for firmware with sections of its own.\n"
        "#ifndef PELEMAY_WEIGHTS_ATTR\n#define PELEMAY_WEIGHTS_ATTR\n#endif\n";
  for (auto constant : program.getBody().front().getOps<arena::ConstantOp>()) {
    auto type = cast<RankedTensorType>(constant.getValue().getType());
    llvm::StringRef tensor =
        constant.getTensor().empty() ? constant.getSymName() : constant.getTensor();
    os << "\n// " << commentText(tensor) << ": " << typeText(type) << ", "
       << bytesText(graph::bytesOf(type));
    if (constant.getPack() != "dense") os << ", packed " << constant.getPack();
    os << "\nPELEMAY_WEIGHTS_ATTR " << declaration(constant) << " = {\n";
    printValues(os, constant.getValue(), type.getElementType());
    os << "};\n";
  }
  return text;
}

}  // namespace pelemay::codegen
