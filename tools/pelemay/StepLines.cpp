#include "tools/pelemay/StepLines.h"

#include "llvm/ADT/StringExtras.h"

namespace pelemay {

static bool isNamePart(char c) { return llvm::isAlnum(c) || c == '_'; }

StepLines::StepLines(arena::ProgramOp program, llvm::StringRef source) {
  source.split(lines_, '\n');
  size_t run = 0;
  while (run < lines_.size() && !lines_[run].starts_with("extern \"C\"")) ++run;
  // Steps stand in the order they are printed in.
  size_t number = 0, at = run;
  program.walk([&](arena::StepOp step) {
    std::string shape = "<" + step.getName().str();
    for (size_t i = at; i < lines_.size(); ++i) {
      size_t found = lines_[i].find(shape);
      if (found == llvm::StringRef::npos) continue;
      llvm::StringRef behind = lines_[i].substr(found + shape.size());
      if (!behind.empty() && isNamePart(behind.front())) continue;
      addStatement(number, i);
      at = i;
      break;
    }
    ++number;
  });
}

/// A statement begins behind the end of another one and ends with a line's `;`.
void StepLines::addStatement(size_t step, size_t at) {
  auto endsStatement = [&](size_t line) {
    llvm::StringRef text = lines_[line].rtrim();
    return text.empty() || text.ends_with(";") || text.contains("{  //") || text.ends_with("{") ||
           text.ends_with("}");
  };
  size_t first = at, last = at;
  while (first > 0 && !endsStatement(first - 1)) --first;
  while (last + 1 < lines_.size() && !endsStatement(last)) ++last;
  for (size_t line = first; line <= last; ++line) byLine_[static_cast<unsigned>(line) + 1] = step;
  llvm::StringRef head = lines_[first].ltrim();
  if (head.consume_front("Rows ") || head.consume_front("auto "))
    byDriver_[head.take_while(isNamePart)] = step;
}

std::optional<size_t> StepLines::stepAt(unsigned line, unsigned column) const {
  if (auto found = byLine_.find(line); found != byLine_.end()) return found->second;
  if (line == 0 || line > lines_.size()) return std::nullopt;
  // `stem_rows.next(2); pool_rows.next(1);`: the one that begins last, up to the column.
  llvm::StringRef text = lines_[line - 1];
  std::optional<size_t> step;
  for (size_t at = text.find(".next("); at != llvm::StringRef::npos;
       at = text.find(".next(", at + 1)) {
    size_t begin = at;
    while (begin > 0 && isNamePart(text[begin - 1])) --begin;
    auto driver = byDriver_.find(text.slice(begin, at));
    if (begin < column && driver != byDriver_.end()) step = driver->second;
  }
  return step;
}

}  // namespace pelemay
