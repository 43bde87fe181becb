#include "tools/pelemay/Failure.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace pelemay {

/// No control character of a user's file may reach a terminal; a line break goes on indented.
static std::string printable(llvm::StringRef text) {
  std::string safe;
  for (unsigned char c : text)
    if (c == '\n')
      safe += "\n        ";
    else
      safe += c < 0x20 || c == 0x7f ? '?' : static_cast<char>(c);
  return safe;
}

int report(const Failure& failure) {
  if (!failure.what.empty()) {
    llvm::errs() << (failure.where.empty() ? "pelemay" : printable(failure.where))
                 << ": error: " << printable(failure.what) << "\n";
    for (const std::string& note : failure.notes)
      llvm::errs() << "  note: " << printable(note) << "\n";
    if (!failure.help.empty()) llvm::errs() << "  help: " << printable(failure.help) << "\n";
  }
  return failure.code;
}

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  std::string best;
  unsigned bestDistance = 1 + static_cast<unsigned>(word.size()) / 3;
  for (const std::string& candidate : known) {
    unsigned distance = llvm::StringRef(word).edit_distance(candidate, true, bestDistance);
    if (distance <= bestDistance && (best.empty() || distance < bestDistance)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

std::string listed(const std::vector<std::string>& words) { return llvm::join(words, ", "); }

}  // namespace pelemay
