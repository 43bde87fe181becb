#include "tools/pelemay/Image.h"

#include "llvm/DebugInfo/Symbolize/Symbolize.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Object/ELFObjectFile.h"

namespace object = llvm::object;

namespace pelemay {

static Failure unreadable(llvm::Error error) {
  return {kEnvironment, "",
          "needs an ELF image to count in, but got: " + toString(std::move(error))};
}

Outcome<Image> Image::read(const std::string& file) {
  auto opened = object::ObjectFile::createObjectFile(file);
  if (!opened) return unreadable(opened.takeError());
  Image image;
  image.file_ = file;
  for (const object::SymbolRef& symbol : opened->getBinary()->symbols()) {
    uint64_t size = object::ELFSymbolRef(symbol).getSize();
    auto type = symbol.getType();
    auto address = symbol.getAddress();
    auto name = symbol.getName();
    if (!type || !address || !name) {
      llvm::consumeError(type.takeError());
      llvm::consumeError(address.takeError());
      llvm::consumeError(name.takeError());
      continue;
    }
    if (*type == object::SymbolRef::ST_File || *type == object::SymbolRef::ST_Debug) continue;
    image.symbols_[name->str()] = {*address, *address + size};
    if (*type == object::SymbolRef::ST_Function && size > 0)
      image.functions_[*address] = {*address + size, name->str()};
  }
  return image;
}

AddressRange Image::symbol(const std::string& name) const {
  auto found = symbols_.find(name);
  return found == symbols_.end() ? AddressRange() : found->second;
}

std::string Image::functionAt(uint64_t address) const {
  auto after = functions_.upper_bound(address);
  if (after == functions_.begin()) return "";
  auto& [end, name] = std::prev(after)->second;
  return address < end ? llvm::demangle(name) : "";
}

std::vector<Place> Image::places(const std::vector<uint64_t>& addresses) const {
  llvm::symbolize::LLVMSymbolizer::Options options;
  options.Demangle = false;
  llvm::symbolize::LLVMSymbolizer symbolizer(options);
  std::vector<Place> places;
  for (uint64_t address : addresses) {
    Place& place = places.emplace_back();
    auto chain =
        symbolizer.symbolizeInlinedCode(file_, {address, object::SectionedAddress::UndefSection});
    if (!chain) {
      llvm::consumeError(chain.takeError());
      continue;
    }
    if (chain->getNumberOfFrames() == 0) continue;
    const llvm::DILineInfo& outermost = chain->getFrame(chain->getNumberOfFrames() - 1);
    place = {outermost.FileName, outermost.Line, outermost.Column};
  }
  return places;
}

}  // namespace pelemay
