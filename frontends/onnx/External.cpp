#include "frontends/onnx/External.h"

#include "dialects/graph/FileMemory.h"
#include "frontends/onnx/Proto.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA1.h"

namespace path = llvm::sys::path;

namespace pelemay::onnx {

namespace {
/// What a tensor says of its data.
struct Place {
  std::string location, checksum;
  int64_t offset = 0;
  std::optional<int64_t> length;
};
}  // namespace

static bool readNumber(llvm::StringRef text, int64_t& number) {
  return llvm::all_of(text, llvm::isDigit) && !text.getAsInteger(10, number);
}

static std::optional<Place> placeOf(const proto::TensorProto& tensor, Problem& problem) {
  Place place;
  auto fail = [&](const std::string& text) {
    problem = {text, kCheckerHelp};
    return std::nullopt;
  };
  for (const auto& entry : tensor.external_data()) {
    const std::string &key = entry.key(), &value = entry.value();
    int64_t number = 0;
    if (key == "location")
      place.location = value;
    else if (key == "checksum")
      place.checksum = value;
    else if (key != "offset" && key != "length")
      return fail("needs location, offset, length and checksum of external data, but got '" + key +
                  "'");
    else if (!readNumber(value, number))
      return fail("needs a number for the " + key + " of external data, but got '" + value + "'");
    else if (key == "offset")
      place.offset = number;
    else
      place.length = number;
  }
  if (place.location.empty()) return fail("needs the location of its external data, but got none");
  return place;
}

/// A name that leads nowhere but into the folder, as far as names can tell.
static bool isInside(llvm::StringRef location) {
  if (path::is_absolute(location) || location.contains('\0') || location.contains('\\'))
    return false;
  return std::none_of(path::begin(location), path::end(location),
                      [](llvm::StringRef part) { return part == ".."; });
}

std::shared_ptr<llvm::MemoryBuffer> External::open(const std::string& location, Problem& problem) {
  auto fail = [&](const std::string& text, const std::string& help) {
    problem = {text, help};
    return nullptr;
  };
  constexpr const char* kTogether = "keep the files of external data beside the model";
  if (auto known = files_.find(location); known != files_.end()) return known->second;
  if (!isInside(location))
    return fail("needs external data inside of the model's folder, but got '" + location + "'",
                kTogether);
  if (folder_.empty())
    return fail("needs its data inside of the model, but it is external data in '" + location +
                    "' and the model is no file",
                "onnx.save(onnx.load(\"MODEL\"), \"NEW\") stores all tensors in one file");
  llvm::SmallString<256> folder, file, named(folder_);
  path::append(named, location);
  if (std::error_code error = llvm::sys::fs::real_path(named, file))
    return fail("needs external data in '" + location + "', but got: " + error.message(),
                kTogether);
  // A link may lead out of the folder.
  if (llvm::sys::fs::real_path(folder_, folder) ||
      !(file.starts_with(folder) && file.size() > folder.size() &&
        path::is_separator(file[folder.size()])))
    return fail(
        "needs external data inside of the model's folder, but '" + location + "' leads out of it",
        kTogether);
  if (!llvm::sys::fs::is_regular_file(file))
    return fail("needs external data in a file, but '" + location + "' is none", kTogether);
  auto buffer =
      llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (std::error_code error = buffer.getError())
    return fail("needs external data in '" + location + "', but got: " + error.message(),
                kTogether);
  return files_[location] = std::move(*buffer);
}

/// ONNX's checksum of the whole file, piece by piece.
static std::string checksumOf(const llvm::MemoryBuffer& file) {
  llvm::SHA1 sha;
  llvm::ArrayRef<char> bytes(file.getBufferStart(), file.getBufferSize());
  while (!bytes.empty()) {
    llvm::ArrayRef<char> piece = bytes.take_front(size_t(1) << 20);
    sha.update(llvm::StringRef(piece.data(), piece.size()));
    bytes = bytes.drop_front(piece.size());
    if (file.getBufferKind() == llvm::MemoryBuffer::MemoryBuffer_MMap)
      graph::dropMappedPages(piece);
  }
  return llvm::toHex(sha.final(), /*LowerCase=*/true);
}

std::optional<llvm::ArrayRef<char>> External::read(const proto::TensorProto& tensor, int64_t bytes,
                                                   Problem& problem) {
  std::optional<Place> place = placeOf(tensor, problem);
  if (!place) return std::nullopt;
  auto fail = [&](const std::string& text) {
    problem = {text, "the file is another model's, or not whole: export the model again"};
    return std::nullopt;
  };
  std::string where = " of external data in '" + place->location + "'";
  if (place->length.value_or(bytes) != bytes)
    return fail("needs " + std::to_string(bytes) + " bytes" + where + ", but got a length of " +
                std::to_string(*place->length));
  auto file = open(place->location, problem);
  if (!file) return std::nullopt;
  auto size = static_cast<int64_t>(file->getBufferSize());
  int64_t room = place->offset <= size ? size - place->offset : 0;
  // Without a length the data go on to the file's end.
  if (bytes > room || (!place->length && bytes != room))
    return fail("needs " + std::to_string(bytes) + " bytes" + where + " from " +
                std::to_string(place->offset) + " on, but the file has " + std::to_string(size));
  if (!place->checksum.empty() &&
      !llvm::StringRef(place->checksum).equals_insensitive(checksumOf(*file)))
    return fail("needs the checksum" + where + ", " + place->checksum + ", but the file has " +
                checksumOf(*file));
  return llvm::ArrayRef<char>(file->getBufferStart() + place->offset, static_cast<size_t>(bytes));
}

std::shared_ptr<llvm::MemoryBuffer> External::holderOf(llvm::ArrayRef<char> data) const {
  for (const auto& [location, file] : files_)
    if (file->getBufferKind() == llvm::MemoryBuffer::MemoryBuffer_MMap &&
        data.data() >= file->getBufferStart() && data.data() < file->getBufferEnd())
      return file;
  return nullptr;
}

}  // namespace pelemay::onnx
