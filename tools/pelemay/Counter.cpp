#include "tools/pelemay/Counter.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "tools/pelemay/Image.h"

namespace pelemay {

static std::string hex(uint64_t value) { return "0x" + llvm::utohexstr(value, /*LowerCase=*/true); }

/// A comma inside of a value is written twice.
static std::string escaped(llvm::StringRef text) {
  std::string all;
  for (char c : text) all += c == ',' ? std::string(",,") : std::string(1, c);
  return all;
}

Counter::Counter(const Target& target, const Data& data, const TemporaryFolder& scratch,
                 const std::string& image, const std::string& model, bool memory)
    : file_(scratch.file("counts")) {
  llvm::sys::fs::remove(file_);
  if (target.plugin.empty()) return;
  const std::string why = "instructions are not counted: ";
  if (!llvm::sys::fs::exists(data.plugin)) {
    note_ = why + "needs " + data.plugin + ", but there is no such file";
    return;
  }
  auto read = Image::read(image);
  if (!read) {
    note_ = why + read.failure().what;
    return;
  }
  std::string arguments = "file=" + escaped(data.plugin) + ",out=" + escaped(file_);
  auto add = [&](const char* name, const std::string& symbol) {
    AddressRange range = read->symbol(symbol);
    if (range.begin == range.end && note_.empty())
      note_ = why + "needs a function " + symbol + " in the image, but got none";
    arguments += std::string(",") + name + "=" + hex(range.begin) + "-" + hex(range.end);
  };
  add("function", model + "_run");
  add("caller", "pelemay_call");
  if (memory) {
    add("top", "pelemay_top");
    arguments += ",bottom=" + hex(read->symbol("board_stack").begin);
  }
  if (!note_.empty()) return;
  for (std::string word : target.plugin) {
    if (size_t at = word.find("{plugin}"); at != std::string::npos) word.replace(at, 8, arguments);
    words_.push_back(word);
  }
}

bool Counter::isRefused(const Executed& run) {
  if (words_.empty() || run.timedOut || run.status == 0 || llvm::sys::fs::exists(file_) ||
      !llvm::StringRef(run.err).contains_insensitive("plugin"))
    return false;
  words_.clear();
  note_ = "instructions are not counted, the emulator takes no plugin: " +
          llvm::StringRef(run.err).trim().split('\n').first.str();
  return true;
}

std::optional<Counts> Counter::counts(size_t calls) {
  if (words_.empty()) return std::nullopt;
  auto text = readFile(file_);
  if (!text) {
    note_ = "instructions are not counted: " + text.failure().what;
    return std::nullopt;
  }
  Counts counts;
  llvm::StringRef rest = *text;
  while (!rest.empty()) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    auto [kind, numbers] = line.split(' ');
    auto [first, second] = numbers.split(' ');
    int64_t count = 0;
    uint64_t address = 0;
    if ((second.empty() ? first : second).getAsInteger(10, count)) continue;
    if (!second.empty() && first.getAsInteger(16, address)) continue;
    if (kind == "run") counts.instructions.push_back(count);
    if (kind == "read") counts.read = count;
    if (kind == "written") counts.written = count;
    if (kind == "stack") counts.stack = count;
    // A block may have been translated twice.
    if (kind == "at") counts.executed[address] += count;
    if (kind == "below") counts.below[address] += count;
  }
  if (counts.instructions.size() == calls) return counts;
  note_ = "instructions are not counted: needs " + std::to_string(calls) +
          " runs, but the plugin saw " + std::to_string(counts.instructions.size());
  return std::nullopt;
}

}  // namespace pelemay
