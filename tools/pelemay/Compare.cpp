#include "tools/pelemay/Compare.h"

#include <cmath>
#include <cstring>

#include "tools/pelemay/Tensors.h"

namespace pelemay {

template <class T>
static T element(const std::vector<char>& bytes, size_t i) {
  T value;
  std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
  return value;
}

/// The distance of two values; infinite where only one of them is a number.
template <class T>
static double distance(T a, T b) {
  if (a == b) return 0;
  if constexpr (std::is_floating_point_v<T>) {
    if (std::isnan(a) && std::isnan(b)) return 0;
    double d = std::fabs(static_cast<double>(a) - static_cast<double>(b));
    return std::isnan(d) ? HUGE_VAL : d;
  } else {  // exact: neighbours near 2^63 are not the same double
    using U = std::make_unsigned_t<T>;
    return static_cast<double>(static_cast<U>(a > b ? static_cast<U>(a) - static_cast<U>(b)
                                                    : static_cast<U>(b) - static_cast<U>(a)));
  }
}

template <class T>
static double allowedOf(const std::vector<std::vector<char>>& want, const Tolerance& tolerance) {
  constexpr bool isFloat = std::is_floating_point_v<T>;
  double largest = 0;
  for (const std::vector<char>& bytes : want)
    for (size_t i = 0; i < bytes.size() / sizeof(T); ++i) {
      double size = std::fabs(static_cast<double>(element<T>(bytes, i)));
      if (std::isfinite(size)) largest = std::max(largest, size);
    }
  return tolerance.atol.value_or(isFloat ? 1e-5 : 0) +
         tolerance.rtol.value_or(isFloat ? 1e-4 : 0) * largest;
}

template <class T>
static Comparison compareAs(const std::string& type, const std::vector<std::vector<char>>& got,
                            const std::vector<std::vector<char>>& want,
                            const Tolerance& tolerance) {
  Comparison result;
  result.allowed = allowedOf<T>(want, tolerance);
  for (size_t set = 0; set < want.size(); ++set)
    for (size_t i = 0; i < want[set].size() / sizeof(T); ++i) {
      double error = distance(element<T>(got[set], i), element<T>(want[set], i));
      result.missed += error > result.allowed;
      if (result.values++ != 0 && error <= result.largest) continue;
      result.largest = error;
      result.set = set;
      result.at = i;
    }
  if (result.values == 0) return result;
  auto text = [&](const std::vector<std::vector<char>>& bytes) {
    llvm::ArrayRef<char> all(bytes[result.set]);
    return valuesOf(type, all.slice(result.at * sizeof(T), sizeof(T)))[0];
  };
  result.got = text(got);
  result.want = text(want);
  return result;
}

/// visit(zero) with a zero of the type.
template <class Visit>
static auto withType(llvm::StringRef type, Visit visit) {
  if (type == "f32") return visit(float{});
  if (type == "f64") return visit(double{});
  if (type == "i8") return visit(int8_t{});
  if (type == "i16") return visit(int16_t{});
  if (type == "u16") return visit(uint16_t{});
  if (type == "i32") return visit(int32_t{});
  if (type == "u32") return visit(uint32_t{});
  if (type == "i64") return visit(int64_t{});
  if (type == "u64") return visit(uint64_t{});
  return visit(uint8_t{});
}

double allowedError(const std::string& type, const std::vector<std::vector<char>>& want,
                    const Tolerance& tolerance) {
  return withType(type, [&](auto zero) { return allowedOf<decltype(zero)>(want, tolerance); });
}

Comparison compare(const std::string& type, const std::vector<std::vector<char>>& got,
                   const std::vector<std::vector<char>>& want, const Tolerance& tolerance) {
  return withType(type,
                  [&](auto zero) { return compareAs<decltype(zero)>(type, got, want, tolerance); });
}

static Outcome<std::optional<double>> numberOf(const char* flag, const std::string& text) {
  double value = 0;
  if (text.empty()) return std::optional<double>();
  if (llvm::StringRef(text).getAsDouble(value) || !(value >= 0) || value > 1e300)
    return Failure{kUsage, "",
                   std::string(flag) + " needs a number from 0, but got '" + text + "'"};
  return std::optional<double>(value);
}

Outcome<Tolerance> toleranceOf(const Options& options) {
  auto atol = numberOf("--atol", options.atol), rtol = numberOf("--rtol", options.rtol);
  if (!atol) return atol.failure();
  if (!rtol) return rtol.failure();
  return Tolerance{*atol, *rtol};
}

}  // namespace pelemay
