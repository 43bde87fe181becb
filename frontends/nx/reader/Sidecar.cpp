#include "frontends/nx/reader/Sidecar.h"

#include "dialects/graph/Constants.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Path.h"
#include "mlir/IR/Diagnostics.h"

using namespace mlir;

namespace pelemay::nx {

std::unique_ptr<Sidecar> Sidecar::open(llvm::StringRef path, Location loc) {
  std::string file = llvm::sys::path::filename(path).str();
  auto fail = [&](const llvm::Twine& text) {
    emitError(loc) << "needs array constants in " << file << ", but " << text.str();
    return nullptr;
  };
  auto buffer =
      llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (std::error_code error = buffer.getError())
    return fail("it cannot be read: " + error.message());
  auto sidecar = std::make_unique<Sidecar>();
  sidecar->buffer_ = std::move(*buffer);
  llvm::StringRef all = sidecar->contents();
  if (all.size() < 8) return fail("it lacks the 8 bytes of its header's length");
  uint64_t length = llvm::support::endian::read64le(all.data());
  if (length > all.size() - 8)
    return fail("its header would be longer than the file: length " + llvm::Twine(length));
  std::string problem;
  auto header = parseObject(all.substr(8, length), problem);
  if (!header) return fail("its header " + problem);
  sidecar->header_ = std::move(*header);
  sidecar->data_ = all.substr(8 + length);
  return sidecar;
}

/// What safetensors calls an element type.
static llvm::StringRef dtypeOf(Type element) {
  if (element.isF32()) return "F32";
  if (element.isInteger(32)) return "I32";
  return element.isUnsignedInteger(8) ? "U8" : "I8";
}

std::optional<llvm::ArrayRef<char>> Sidecar::bytes(const Field& name, RankedTensorType type) const {
  auto key = name.text();
  if (!key) return {};
  if (!header_.contains(*key) || *key == "__metadata__")
    return (void)name.fail("the name of a tensor in the safetensors file"), std::nullopt;
  Field entry(header_[*key], "safetensors." + *key, name.loc());
  if (failed(entry.needKeys({"dtype", "shape", "data_offsets"}))) return {};
  auto dtype = entry["dtype"].text();
  if (!dtype) return {};
  auto shape = entry["shape"].integers(0, INT64_MAX);
  if (!shape) return {};
  if (*dtype != dtypeOf(type.getElementType()) ||
      llvm::ArrayRef<int64_t>(*shape) != type.getShape())
    return (void)entry.fail("a tensor of the node's type, " + titled(type),
                            *dtype + " " + listed(*shape)),
           std::nullopt;
  auto range = entry["data_offsets"].integers(0, static_cast<int64_t>(data_.size()));
  if (!range) return {};
  if (range->size() != 2 || (*range)[1] - (*range)[0] != graph::bytesOf(type))
    return (void)entry["data_offsets"].fail(
               "two offsets, " + llvm::Twine(graph::bytesOf(type)) + " bytes apart",
               listed(*range)),
           std::nullopt;
  return llvm::ArrayRef<char>(data_.data() + (*range)[0],
                              static_cast<size_t>(graph::bytesOf(type)));
}

}  // namespace pelemay::nx
