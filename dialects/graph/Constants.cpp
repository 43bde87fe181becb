#include "dialects/graph/Constants.h"

#include "dialects/graph/Graph.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;

namespace pelemay::graph {

int64_t bytesOf(Type element) { return (element.getIntOrFloatBitWidth() + 7) / 8; }

int64_t bytesOf(RankedTensorType type) {
  return type.getNumElements() * bytesOf(type.getElementType());
}

ElementsAttr makeElements(RankedTensorType type, llvm::ArrayRef<char> bytes) {
  assert(static_cast<int64_t>(bytes.size()) == bytesOf(type) && "bytes must match the type");
  if (bytes.size() <= kBlobThreshold && !type.getElementType().isInteger(1))
    return DenseElementsAttr::getFromRawBuffer(type, bytes);
  auto blob = HeapAsmResourceBlob::allocateAndCopyWithAlign(bytes, 16);
  return DenseResourceElementsAttr::get(type, "blob", std::move(blob));
}

FailureOr<std::vector<char>> bytesOf(ElementsAttr value) {
  auto type = cast<RankedTensorType>(value.getType());
  std::vector<char> bytes;
  if (auto dense = dyn_cast<DenseElementsAttr>(value)) {
    if (type.getElementType().isInteger(1)) return failure();
    llvm::ArrayRef<char> raw = dense.getRawData();
    bytes.reserve(bytesOf(type));
    int64_t copies = dense.isSplat() ? type.getNumElements() : 1;
    for (int64_t i = 0; i < copies; ++i) bytes.insert(bytes.end(), raw.begin(), raw.end());
  } else if (auto resource = dyn_cast<DenseResourceElementsAttr>(value)) {
    AsmResourceBlob* blob = resource.getRawHandle().getBlob();
    if (!blob) return failure();
    bytes.assign(blob->getData().begin(), blob->getData().end());
  }
  if (static_cast<int64_t>(bytes.size()) != bytesOf(type)) return failure();
  return bytes;
}

ElementsAttr constantOf(Value value) {
  auto constant = value.getDefiningOp<ConstantOp>();
  return constant ? constant.getValue() : ElementsAttr();
}

}  // namespace pelemay::graph
