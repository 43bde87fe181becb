#include "compiler/codegen/Identifiers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace pelemay::codegen {

/// Keywords of C11 and C++20, macros and functions of common headers, and what the generated file
/// and the runtime use themselves. Short on purpose: only names that a tensor may well have.
static const char* const kReserved[] = {
    // names of build systems and namespaces, macros of headers users include
    "all",
    "clean",
    "install",
    "test",
    "help",
    "std",
    "EOF",
    "I",
    "NAN",
    "INFINITY",
    "stdin",
    "stdout",
    "stderr",
    "offsetof",
    "max_align_t",
    "nullptr_t",
    // keywords
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char8_t",
    "char16_t",
    "char32_t",
    "class",
    "compl",
    "concept",
    "const",
    "consteval",
    "constexpr",
    "constinit",
    "const_cast",
    "continue",
    "co_await",
    "co_return",
    "co_yield",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
    "final",
    "override",
    "import",
    "module",
    // headers and compilers
    "NULL",
    "assert",
    "errno",
    "main",
    "linux",
    "unix",
    "exp",
    "log",
    "log2",
    "log10",
    "sin",
    "cos",
    "tan",
    "sqrt",
    "pow",
    "abs",
    "fabs",
    "floor",
    "ceil",
    "round",
    "j0",
    "j1",
    "jn",
    "y0",
    "y1",
    "yn",
    "gamma",
    "index",
    "signal",
    "time",
    "read",
    "write",
    "exit",
    "memcpy",
    "memmove",
    "memset",
    "memcmp",
    "size_t",
    "ptrdiff_t",
    "ssize_t",
    "off_t",
    "div_t",
    "fpos_t",
    "clock_t",
    "float_t",
    "int8_t",
    "uint8_t",
    "int16_t",
    "uint16_t",
    "int32_t",
    "uint32_t",
    "int64_t",
    "uint64_t",
    "INT64_C",
    // the run function and the runtime
    "self",
    "memory",
    "arena",
    "kProbes",
    "pelemay",
    "rt",
    "detail",
    "at",
    "is_aligned",
    "layer",
    "layer_down",
    "downward",
    "then",
    "one",
    "each",
    "no_bias",
    "map",
    "copy",
    "conv",
    "conv_planar",
    "depthwise",
    "linear",
    "matmul",
    "max_pool",
    "average_pool",
    "sum_pool",
    "reduce",
    "reduce_mean",
    "softmax",
    "transpose",
    "concat",
    "slice",
    "pad",
    "quantize",
    "dequantize",
    "requantize",
    "add_requantize",
    "mul_requantize",
    "softmax_requantize",
    "lookup",
    "sum_of",
    "Window",
    "WindowShape",
    "PlanarWindow",
    "PlanarWindowShape",
    "In",
    "Out",
    "Kernel",
    "Stride",
    "Pad",
    "Dilation",
    "Groups",
    "Fill",
    "Product",
    "ProductShape",
    "Strides",
    "Packed",
    "Elements",
    "ElementsShape",
    "Extent",
    "ExtentShape",
    "Chunks",
    "ChunksShape",
    "Walk",
    "Move",
    "MoveShape",
    "Dims",
    "Perm",
    "Transpose",
    "TransposeShape",
    "Whole",
    "Ring",
    "Rows",
    "None",
    "Then",
    "Map",
    "ByChannel",
    "ByElement",
    "Swapped",
    "Requantize",
    "One",
    "Each",
    "NoTie",
    "SumTie",
    "Scaled",
    "Quantize",
    "Dequantize",
    "AddRequantize",
    "MulRequantize",
    "Lookup",
};

bool isReserved(llvm::StringRef name) {
  static const llvm::StringSet<> names = [] {
    llvm::StringSet<> set;
    for (const char* name : kReserved) set.insert(name);
#define PELEMAY_SCALAR(Class, mnemonic, Functor, ...) set.insert(#Functor);
#include "dialects/graph/Scalars.inc"
#undef PELEMAY_SCALAR
    return set;
  }();
  // Macros of <stdint.h> and of ours; types of <stdint.h>.
  bool limit = name == name.upper() && (name.ends_with("_MAX") || name.ends_with("_MIN"));
  bool type = name.ends_with("_t") && (name.starts_with("int") || name.starts_with("uint"));
  return limit || type || name.starts_with("PELEMAY_") || names.contains(name);
}

std::string identifier(llvm::StringRef name) {
  std::string result;
  for (char c : name) {
    bool plain = llvm::isAlnum(c);
    if (plain)
      result += c;
    else if (!result.empty() && result.back() != '_')
      result += '_';
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  if (result.empty()) return "value";
  return llvm::isDigit(result.front()) ? "n" + result : result;
}

std::string camelCase(llvm::StringRef name) {
  std::string result;
  bool start = true;
  for (char c : identifier(name)) {
    if (c == '_') {
      start = true;
      continue;
    }
    result += start ? llvm::toUpper(c) : c;
    start = false;
  }
  return result;
}

bool isHeader(llvm::StringRef name) {
  static const llvm::StringSet<> names = {
      "assert",    "complex", "ctype",  "errno",  "fenv",   "float",  "inttypes", "iso646",
      "limits",    "locale",  "math",   "memory", "setjmp", "signal", "stdalign", "stdarg",
      "stdatomic", "stdbool", "stddef", "stdint", "stdio",  "stdlib", "string",   "strings",
      "tgmath",    "threads", "time",   "uchar",  "unistd", "wchar",  "wctype"};
  return names.contains(name.lower());
}

bool isModelName(llvm::StringRef name) {
  return !isReserved(name) && !isHeader(name) && !isReserved((name + "_t").str());
}

Scope::Scope(llvm::StringRef model) {
  taken_.insert(model);
  for (const char* suffix : {"_t", "_run", "_status", "_log", "_self_test", "_self_test_missed"})
    taken_.insert((model + suffix).str());
  for (const char* suffix :
       {"_H", "_WEIGHTS_H", "_OK", "_ERR_NULL", "_ERR_ALIGN", "_ARENA_BYTES", "_ARENA_ALIGN",
        "_MODEL_HASH", "_SELF_TEST_H", "_SELF_TEST_MAIN", "_SELF_TEST_PRINT"})
    taken_.insert(model.upper() + suffix);
}

bool Scope::has(llvm::StringRef name) const { return isReserved(name) || taken_.contains(name); }

std::string Scope::take(llvm::StringRef name, Companions companions) {
  // With our own prefix no number would help: the search would not end.
  std::string base = name.starts_with("PELEMAY_") ? ("tensor_" + name).str() : name.str();
  for (unsigned n = 1;; ++n) {
    std::string result = n == 1 ? base : base + "_" + std::to_string(n);
    llvm::SmallVector<std::string> all =
        companions ? companions(result) : llvm::SmallVector<std::string>();
    if (has(result)) continue;
    if (llvm::any_of(all, [&](const std::string& each) { return taken_.contains(each); })) continue;
    taken_.insert(result);
    for (const std::string& each : all) taken_.insert(each);
    return result;
  }
}

}  // namespace pelemay::codegen
