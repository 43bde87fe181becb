//===- Explain.cpp - `pelemay explain` ---------------------------------------------------------------===//
//
// Everything said here stands in a record: of the op (dialects/graph/ops/*.td and Limits.td, by
// pelemay-tblgen) or of its kernels (compiler/codegen/variants). The example is the first line of a
// test.
//===---------------------------------------------------------------------------------------------===//
#include "compiler/codegen/variants/Families.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Verbs.h"

namespace pelemay {

namespace {

struct Explained {
  std::string op, group, about, summary, description, scalar, operands, attributes, format, example;
};
struct Spelling {
  std::string op, frontend, name;
  int since;
  std::string limits, differs;
};

const std::vector<Explained>& ops() {
  static const std::vector<Explained> table = {
#define PELEMAY_EXPLAIN(...) {__VA_ARGS__},
#define PELEMAY_EXPLAIN_FROM(...)
#include "dialects/graph/Explain.inc"
#undef PELEMAY_EXPLAIN
#undef PELEMAY_EXPLAIN_FROM
  };
  return table;
}

const std::vector<Spelling>& spellings() {
  static const std::vector<Spelling> table = {
#define PELEMAY_EXPLAIN(...)
#define PELEMAY_EXPLAIN_FROM(...) {__VA_ARGS__},
#include "dialects/graph/Explain.inc"
#undef PELEMAY_EXPLAIN
#undef PELEMAY_EXPLAIN_FROM
  };
  return table;
}

std::string spelled(const Explained& op) {
  std::vector<std::string> names;
  for (const Spelling& from : spellings())
    if (from.op == op.op)
      names.push_back(from.frontend == "onnx" ? "ONNX " + from.name + " (since version " +
                                                    std::to_string(from.since) + ")"
                      : from.frontend == "microsoft" ? "ONNX Runtime " + from.name
                                                     : "Nx " + from.name);
  return names.empty() ? "nothing: passes make it" : listed(names);
}

std::string promised(const codegen::KernelVariant& variant) {
  std::string text = variant.exactness == codegen::Exactness::kExact
                         ? "exact, equal bytes on every target"
                         : "floats in one fixed order, integers exactly";
  if (variant.overlay != codegen::Overlay::kNone) text += "; may overwrite an operand of its shape";
  text += variant.byRows ? "; row by row" : "; as a whole";
  return text + (variant.anyEpilogue ? "; applies an epilogue" : "");
}

/// Whom the user may have meant by `word`; capitals count only where there is such a name.
bool isCalled(llvm::StringRef name, llvm::StringRef word, bool exactly) {
  return exactly ? name == word : name.equals_insensitive(word);
}

/// A line with a title on the left; further lines are indented as deep.
void row(const char* title, llvm::StringRef text) {
  constexpr unsigned kWidth = 12;
  if (text.empty()) return;
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n');
  llvm::outs() << llvm::left_justify(title, kWidth) << lines[0] << "\n";
  for (llvm::StringRef line : llvm::ArrayRef(lines).drop_front())
    llvm::outs().indent(kWidth) << line << "\n";
}

/// What a frontend's name means and needs besides.
void explainSpelling(const Spelling& from) {
  const char* whose = from.frontend == "nx"          ? "Nx "
                      : from.frontend == "microsoft" ? "ONNX Runtime "
                                                     : "ONNX ";
  llvm::outs() << whose << from.name << " becomes graph." << from.op << ".\n\n";
  if (!from.limits.empty()) llvm::outs() << from.limits << "\n\n";
  if (!from.differs.empty()) llvm::outs() << "Other than ONNX Runtime: " << from.differs << "\n\n";
}

void explainOne(const Explained& op) {
  llvm::outs() << "graph." << op.op << ": " << op.summary << "\n\n";
  if (!op.description.empty()) llvm::outs() << op.description << "\n\n";
  row("one element", op.scalar == op.summary ? "" : op.scalar);
  row("group", op.group + ": " + op.about);
  row("read from", spelled(op));
  std::string kernels;
  for (const codegen::KernelVariant& variant : codegen::variants()) {
    bool computes = variant.op.empty() ? codegen::isScalar(op.op) : op.op == variant.op;
    if (computes)
      kernels += (kernels.empty() ? "" : "\n") + variant.name.str() + ": " + promised(variant);
  }
  row("kernels",
      kernels.empty() ? "none of its own: it becomes a view, a constant or other ops" : kernels);
  row("operands", op.operands);
  row("attributes", op.attributes);
  row("written", op.format.empty() ? "" : "graph." + op.op + " " + op.format);
  row("example", op.example);
}

void listAll() {
  size_t width = 0;
  std::vector<std::string> groups;
  for (const Explained& op : ops()) {
    width = std::max(width, op.op.size());
    if (!llvm::is_contained(groups, op.group)) groups.push_back(op.group);
  }
  for (const std::string& group : groups) {
    llvm::outs() << (group == groups.front() ? "" : "\n") << group << "\n";
    for (const Explained& op : ops())
      if (op.group == group)
        llvm::outs() << "  " << llvm::left_justify(op.op, static_cast<unsigned>(width + 2))
                     << op.summary << "\n";
  }
}

/// Whether some op or spelling has exactly that name.
bool isName(llvm::StringRef word) {
  return llvm::any_of(ops(), [&](const Explained& op) { return op.op == word; }) ||
         llvm::any_of(spellings(), [&](const Spelling& from) { return from.name == word; });
}

/// Explains the ops of that name, ours or a frontend's. False where there is none.
bool explainAll(llvm::StringRef word) {
  word.consume_front("graph.");
  bool exactly = isName(word), found = false;
  for (const Explained& op : ops()) {
    std::vector<const Spelling*> meant;
    for (const Spelling& from : spellings())
      if (from.op == op.op && isCalled(from.name, word, exactly)) meant.push_back(&from);
    if (meant.empty() && !isCalled(op.op, word, exactly)) continue;
    if (found) llvm::outs() << "\n";
    found = true;
    for (const Spelling* from : meant) explainSpelling(*from);
    explainOne(op);
  }
  return found;
}

}  // namespace

int explain(const Options& options) {
  if (options.words.empty()) {
    listAll();
    return kOk;
  }
  if (explainAll(options.words[0])) return kOk;
  std::vector<std::string> known;
  for (const Explained& op : ops()) known.push_back(op.op);
  for (const Spelling& from : spellings()) known.push_back(from.name);
  std::vector<std::string> near = nearAll(options.words[0], known);
  return report({kRefused,
                 "",
                 "there is no op '" + options.words[0] + "'",
                 {},
                 near.empty() ? "`pelemay explain` lists all ops"
                              : "did you mean " + llvm::join(near, " or ") + "?"});
}

}  // namespace pelemay
