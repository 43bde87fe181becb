#include "dialects/graph/Constants.h"

#include "dialects/graph/FileMemory.h"
#include "dialects/graph/Graph.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;

namespace pelemay::graph {

int64_t bytesOf(Type element) { return (element.getIntOrFloatBitWidth() + 7) / 8; }

int64_t bytesOf(RankedTensorType type) {
  return type.getNumElements() * bytesOf(type.getElementType());
}

/// A small constant lives in the attribute itself. Bits are stored as bytes, which it cannot hold.
static bool isInline(RankedTensorType type, llvm::ArrayRef<char> bytes) {
  assert(static_cast<int64_t>(bytes.size()) == bytesOf(type) && "bytes must match the type");
  return bytes.size() <= kBlobThreshold && !type.getElementType().isInteger(1);
}

ElementsAttr makeElements(RankedTensorType type, llvm::ArrayRef<char> bytes) {
  if (isInline(type, bytes)) return DenseElementsAttr::getFromRawBuffer(type, bytes);
  return DenseResourceElementsAttr::get(type, "blob", spooled(bytes));
}

ElementsAttr makeElements(RankedTensorType type, llvm::ArrayRef<char> bytes,
                          std::shared_ptr<const void> owner) {
  if (!owner || isInline(type, bytes)) return makeElements(type, bytes);
  return DenseResourceElementsAttr::get(type, "blob", borrowed(bytes, std::move(owner)));
}

ElementsAttr retyped(ElementsAttr value, RankedTensorType type) {
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value))
    if (AsmResourceBlob* blob = resource.getRawHandle().getBlob();
        blob && static_cast<int64_t>(blob->getData().size()) == bytesOf(type))
      return DenseResourceElementsAttr::get(type, resource.getRawHandle());
  FailureOr<Bytes> bytes = Bytes::of(value);
  if (failed(bytes) || static_cast<int64_t>(bytes->ref().size()) != bytesOf(type)) return {};
  return makeElements(type, bytes->ref());
}

FailureOr<Bytes> Bytes::of(ElementsAttr value) {
  auto type = cast<RankedTensorType>(value.getType());
  auto size = static_cast<size_t>(bytesOf(type));
  if (auto dense = dyn_cast<DenseElementsAttr>(value)) {
    if (type.getElementType().isInteger(1)) return failure();
    llvm::ArrayRef<char> raw = dense.getRawData();
    if (raw.size() == size) return Bytes(raw);
    if (!dense.isSplat()) return failure();
    std::vector<char> all;
    all.reserve(size);
    for (int64_t i = 0; i < type.getNumElements(); ++i)
      all.insert(all.end(), raw.begin(), raw.end());
    if (all.size() != size) return failure();
    return Bytes(std::move(all));
  }
  auto resource = dyn_cast<DenseResourceElementsAttr>(value);
  AsmResourceBlob* blob = resource ? resource.getRawHandle().getBlob() : nullptr;
  if (!blob || blob->getData().size() != size) return failure();
  return Bytes(blob->getData());
}

Bytes::~Bytes() { dropPages(bytes_); }

FailureOr<std::vector<char>> bytesOf(ElementsAttr value) {
  FailureOr<Bytes> bytes = Bytes::of(value);
  if (failed(bytes)) return failure();
  return bytes->ref().vec();
}

ElementsAttr constantOf(Value value) {
  auto constant = value.getDefiningOp<ConstantOp>();
  return constant ? constant.getValue() : ElementsAttr();
}

}  // namespace pelemay::graph
