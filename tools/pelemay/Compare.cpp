#include "tools/pelemay/Compare.h"

#include <cmath>
#include <cstring>

#include "llvm/ADT/StringSwitch.h"
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

Comparison compare(const std::string& type, const std::vector<std::vector<char>>& got,
                   const std::vector<std::vector<char>>& want, const Tolerance& tolerance) {
  auto* function = llvm::StringSwitch<decltype(&compareAs<float>)>(type)
                       .Case("f32", compareAs<float>)
                       .Case("f64", compareAs<double>)
                       .Case("i8", compareAs<int8_t>)
                       .Case("i16", compareAs<int16_t>)
                       .Case("u16", compareAs<uint16_t>)
                       .Case("i32", compareAs<int32_t>)
                       .Case("u32", compareAs<uint32_t>)
                       .Case("i64", compareAs<int64_t>)
                       .Case("u64", compareAs<uint64_t>)
                       .Default(compareAs<uint8_t>);
  return function(type, got, want, tolerance);
}

}  // namespace pelemay
