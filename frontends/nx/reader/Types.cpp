#include "frontends/nx/reader/Types.h"

#include "dialects/graph/Infer.h"
#include "mlir/IR/Builders.h"

using namespace mlir;

namespace pelemay::nx {

static std::optional<Type> elementType(const Field& field) {
  auto name = field.text();
  if (!name) return {};
  Builder builder(field.loc().getContext());
  if (*name == "f32") return builder.getF32Type();
  if (*name == "s8") return builder.getI8Type();
  if (*name == "u8") return builder.getIntegerType(8, /*isSigned=*/false);
  if (*name == "s32") return builder.getI32Type();
  return (void)field.fail("a type that can be imported (f32, s8, u8, s32)"), std::nullopt;
}

std::optional<RankedTensorType> tensorType(const Field& field) {
  auto element = elementType(field["type"]);
  if (!element) return {};
  auto shape = field["shape"].integers(1, graph::kMaxElements);
  if (!shape) return {};
  int64_t elements = 1;
  for (int64_t size : *shape)
    if (__builtin_mul_overflow(elements, size, &elements) || elements > graph::kMaxElements)
      return (void)field["shape"].fail("at most 2^40 elements", listed(*shape)), std::nullopt;
  return RankedTensorType::get(*shape, *element);
}

std::string elementName(Type element) {
  auto integer = dyn_cast<IntegerType>(element);
  if (!integer) return element.isF32() ? "f32" : "a type of ours";
  return (integer.isUnsigned() ? "u" : "s") + std::to_string(integer.getWidth());
}

std::string titled(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  return elementName(tensor.getElementType()) + " " + listed(tensor.getShape());
}

}  // namespace pelemay::nx
