#include "tools/pelemay/StackInImage.h"

#include <algorithm>
#include <vector>

#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrAnalysis.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/TargetSelect.h"
#include "tools/pelemay/StackMoves.h"

namespace object = llvm::object;

namespace pelemay {

namespace {

/// One instruction set's disassembler.
struct Reader {
  std::unique_ptr<llvm::MCRegisterInfo> registers;
  std::unique_ptr<llvm::MCAsmInfo> syntax;
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget;
  std::unique_ptr<llvm::MCInstrInfo> instructions;
  std::unique_ptr<llvm::MCContext> context;
  std::unique_ptr<llvm::MCDisassembler> disassembler;
  std::unique_ptr<llvm::MCInstrAnalysis> analysis;
  std::unique_ptr<llvm::MCInstPrinter> printer;
  unsigned stackPointer = 0;

  static std::unique_ptr<Reader> make(const llvm::Triple& triple, const std::string& features) {
    std::string error;
    const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple.str(), error);
    if (target == nullptr) return nullptr;
    auto reader = std::make_unique<Reader>();
    reader->registers.reset(target->createMCRegInfo(triple.str()));
    reader->syntax.reset(target->createMCAsmInfo(*reader->registers, triple.str(), {}));
    reader->subtarget.reset(target->createMCSubtargetInfo(triple.str(), "", features));
    reader->instructions.reset(target->createMCInstrInfo());
    reader->context = std::make_unique<llvm::MCContext>(
        triple, reader->syntax.get(), reader->registers.get(), reader->subtarget.get());
    reader->disassembler.reset(target->createMCDisassembler(*reader->subtarget, *reader->context));
    reader->analysis.reset(target->createMCInstrAnalysis(reader->instructions.get()));
    reader->printer.reset(target->createMCInstPrinter(triple, 0, *reader->syntax,
                                                      *reader->instructions, *reader->registers));
    if (!reader->disassembler || !reader->analysis || !reader->printer) return nullptr;
    for (unsigned i = 1; i < reader->registers->getNumRegs(); ++i) {
      llvm::StringRef name = reader->registers->getName(i);
      if (name == "SP" || name == "RSP" || (triple.isRISCV() && name == "X2"))
        reader->stackPointer = i;
    }
    return reader;
  }

  bool writesStackPointer(const llvm::MCInst& inst) const {
    return instructions->get(inst.getOpcode()).hasDefOfPhysReg(inst, stackPointer, *registers);
  }

  std::string print(const llvm::MCInst& inst, uint64_t address) {
    std::string text;
    llvm::raw_string_ostream os(text);
    printer->printInst(&inst, address, "", *subtarget, os);
    return text;
  }
};

}  // namespace

struct StackInImage::Code {
  object::OwningBinary<object::ObjectFile> file;
  std::unique_ptr<Reader> reader, thumb;
  bool pushesReturnAddress = false;
  std::map<std::string, uint64_t> addresses;
  std::map<uint64_t, std::pair<uint64_t, bool>> functions;  // size and whether it is Thumb code
  std::map<uint64_t, bool> data;  // mapping symbols: whether data begins there, or code

  llvm::ArrayRef<uint8_t> bytesAt(uint64_t begin) const {
    for (const object::SectionRef& section : file.getBinary()->sections()) {
      if (!section.isText() || begin < section.getAddress() ||
          begin >= section.getAddress() + section.getSize())
        continue;
      auto contents = section.getContents();
      if (!contents) return llvm::consumeError(contents.takeError()), llvm::ArrayRef<uint8_t>();
      return llvm::arrayRefFromStringRef(contents->drop_front(begin - section.getAddress()));
    }
    return {};
  }

  /// Code that starts at `begin`, up to the next function if the symbol has no size.
  llvm::ArrayRef<uint8_t> codeOf(uint64_t begin) const {
    auto found = functions.find(begin);
    if (found == functions.end()) return {};
    uint64_t size = found->second.first;
    auto next = std::next(found);
    if (size == 0 && next != functions.end()) size = next->first - begin;
    llvm::ArrayRef<uint8_t> bytes = bytesAt(begin);
    return size == 0 ? bytes : bytes.take_front(std::min<size_t>(size, bytes.size()));
  }

  /// Where the function begins that holds an address; the address itself if none does.
  uint64_t holding(uint64_t address) const {
    auto after = functions.upper_bound(address);
    if (after == functions.begin()) return address;
    uint64_t begin = std::prev(after)->first;
    return address < begin + codeOf(begin).size() ? begin : address;
  }

  bool isData(uint64_t address) const {
    auto after = data.upper_bound(address);
    return after != data.begin() && std::prev(after)->second;
  }
};

struct StackInImage::Function {
  bool understood = true;
  int64_t own = 0, align = 0, below = 0;
  std::set<uint64_t> calls;
};

StackInImage::StackInImage(std::unique_ptr<Code> code) : code_(std::move(code)) {}
StackInImage::StackInImage(StackInImage&&) = default;
StackInImage::~StackInImage() = default;

std::optional<StackInImage> StackInImage::read(const std::string& file) {
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllDisassemblers();
  auto code = std::make_unique<Code>();
  auto opened = object::ObjectFile::createObjectFile(file);
  if (!opened) return llvm::consumeError(opened.takeError()), std::nullopt;
  code->file = std::move(*opened);
  const object::ObjectFile& binary = *code->file.getBinary();
  llvm::Triple triple = binary.makeTriple();
  std::string features;
  if (auto known = binary.getFeatures())
    features = known->getString();
  else
    llvm::consumeError(known.takeError());
  code->reader = Reader::make(triple, features);
  if (triple.isARM() || triple.isThumb()) {
    llvm::Triple thumb = triple;
    if (triple.isARM()) thumb.setArchName("thumb" + triple.getArchName().drop_front(3).str());
    code->thumb = Reader::make(thumb, features);
    if (!code->thumb) return std::nullopt;
  }
  if (!code->reader) return std::nullopt;
  code->pushesReturnAddress = triple.isX86();
  for (const object::SymbolRef& symbol : binary.symbols()) {
    auto name = symbol.getName();
    auto address = symbol.getAddress();
    auto type = symbol.getType();
    auto flags = symbol.getFlags();
    if (!name || !address || !type || !flags) {
      llvm::consumeError(name.takeError());
      llvm::consumeError(address.takeError());
      llvm::consumeError(type.takeError());
      llvm::consumeError(flags.takeError());
      continue;
    }
    if (name->starts_with("$") && name->size() > 1)
      code->data[*address] = name->drop_front(1).starts_with("d");
    if (*type != object::SymbolRef::ST_Function || (*flags & object::SymbolRef::SF_Undefined))
      continue;
    auto& [size, isThumb] = code->functions[*address];
    size = std::max<uint64_t>(size, object::ELFSymbolRef(symbol).getSize());
    isThumb = *flags & object::SymbolRef::SF_Thumb;
    code->addresses[name->str()] = *address;
  }
  return StackInImage(std::move(code));
}

const StackInImage::Function* StackInImage::scan(uint64_t begin) {
  std::unique_ptr<Function>& known = scanned_[begin];
  if (known) return known.get();
  known = std::make_unique<Function>();
  Function& function = *known;
  llvm::ArrayRef<uint8_t> bytes = code_->codeOf(begin);
  function.understood = !bytes.empty();
  Reader& reader =
      bytes.empty() || !code_->functions[begin].second ? *code_->reader : *code_->thumb;
  reader.analysis->resetState();
  for (uint64_t at = 0; at < bytes.size();) {
    const uint64_t address = begin + at;
    llvm::MCInst inst;
    uint64_t size = 0;
    if (code_->isData(address) ||
        reader.disassembler->getInstruction(inst, size, bytes.drop_front(at), address,
                                            llvm::nulls()) == llvm::MCDisassembler::Fail) {
      function.understood &= code_->isData(address);
      at += std::max<uint64_t>(size, 2);
      continue;
    }
    at += size;
    std::string text = reader.print(inst, address);
    StackMove move = stackMoveOf(text);
    function.own += move.down;
    function.align += move.align;
    function.below = std::max(function.below, belowStackOf(text));
    function.understood &= move.known || !reader.writesStackPointer(inst);
    uint64_t target = 0;
    bool leads = reader.analysis->evaluateBranch(inst, address, size, target);
    // Helpers go on in the middle of others, too.
    if (leads && (target < begin || target >= begin + bytes.size()))
      function.calls.insert(code_->holding(target));
    // Where it goes is not known; a return is what goes back.
    if (!leads && reader.analysis->isCall(inst)) function.understood = false;
    reader.analysis->updateState(inst, address);
  }
  return &function;
}

std::optional<int64_t> StackInImage::deepest(uint64_t begin) {
  if (auto known = done_.find(begin); known != done_.end()) return known->second;
  if (!open_.insert(begin).second) return std::nullopt;
  const Function* function = scan(begin);
  std::optional<int64_t> below = function->understood ? std::optional<int64_t>(0) : std::nullopt;
  for (uint64_t callee : function->calls) {
    auto depth = deepest(callee);
    if (below) below = depth ? std::optional<int64_t>(std::max(*below, *depth)) : std::nullopt;
  }
  open_.erase(begin);
  if (below) *below += function->own + function->below + (code_->pushesReturnAddress ? 8 : 0);
  return done_[begin] = below;
}

std::optional<int64_t> StackInImage::of(const std::string& function) {
  auto found = code_->addresses.find(function);
  return found == code_->addresses.end() ? std::nullopt : deepest(found->second);
}

int64_t StackInImage::beyondFrame(const std::string& function) {
  auto found = code_->addresses.find(function);
  if (found == code_->addresses.end() || !code_->pushesReturnAddress) return 0;
  const Function* known = scan(found->second);
  return known->align + known->below;
}

}  // namespace pelemay
