#include "tools/pelemay/Failure.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Signals.h"

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
  Uninterrupted now;  // what a signal brought about is no news
  if (!failure.what.empty()) {
    llvm::errs() << (failure.where.empty() ? "pelemay" : printable(failure.where))
                 << ": error: " << printable(failure.what) << "\n";
    for (const std::string& note : failure.notes)
      llvm::errs() << "  note: " << printable(note) << "\n";
    if (!failure.help.empty()) llvm::errs() << "  help: " << printable(failure.help) << "\n";
  }
  return failure.code;
}

std::vector<std::string> nearAll(const std::string& word, const std::vector<std::string>& known) {
  std::vector<std::string> best;
  unsigned bestDistance = std::max(1u, static_cast<unsigned>(word.size()) / 3);
  for (const std::string& candidate : known) {
    unsigned distance =
        llvm::StringRef(word).edit_distance_insensitive(candidate, true, bestDistance);
    if (distance > bestDistance) continue;
    if (distance < bestDistance) best.clear();
    bestDistance = distance;
    if (!llvm::is_contained(best, candidate)) best.push_back(candidate);
  }
  return best;
}

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  std::vector<std::string> all = nearAll(word, known);
  return all.empty() ? "" : all.front();
}

std::string listed(const std::vector<std::string>& words) { return llvm::join(words, ", "); }

}  // namespace pelemay
