#include "compiler/pipeline/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/Path.h"
#include "mlir/IR/Location.h"

using namespace mlir;

namespace pelemay {

namespace {
/// What a location says: a file (with a line, in text files) and named things.
struct Place {
  std::string file;
  llvm::SmallVector<std::string> things;  // "node /conv1/Conv"
};
}  // namespace

/// Names come from the user's file: no control character of theirs may reach a terminal.
static std::string printable(llvm::StringRef text) {
  std::string result;
  for (unsigned char c : text) {
    bool control = c < 0x20 || c == 0x7f;
    result += control ? "\\x" + llvm::toHex(llvm::StringRef(reinterpret_cast<char*>(&c), 1), true)
                      : std::string(1, static_cast<char>(c));
  }
  return result;
}

static void collect(Location location, Place& place) {
  llvm::TypeSwitch<LocationAttr>(location)
      .Case<FileLineColLoc>([&](FileLineColLoc at) {
        place.file = at.getFilename().str();
        if (at.getLine() > 0)
          place.file += ":" + std::to_string(at.getLine()) + ":" + std::to_string(at.getColumn());
      })
      .Case<NameLoc>([&](NameLoc named) {
        auto kind = dyn_cast<NameLoc>(named.getChildLoc());
        std::string thing = (kind ? kind.getName().str() : "node") + " " + named.getName().str();
        if (!llvm::is_contained(place.things, thing)) place.things.push_back(thing);
        collect(kind ? kind.getChildLoc() : named.getChildLoc(), place);
      })
      .Case<FusedLoc>([&](FusedLoc fused) {
        for (Location part : fused.getLocations()) collect(part, place);
      })
      .Case<CallSiteLoc>([&](CallSiteLoc call) { collect(call.getCallee(), place); });
}

static std::string joined(const Place& place, llvm::StringRef file) {
  llvm::StringRef known = place.file;
  std::string title =
      known.empty() || known != llvm::sys::path::filename(file) ? known.str() : file.str();
  for (const std::string& thing : place.things)
    title += (&thing != place.things.begin() ? ", " : title.empty() ? "" : ": ") + thing;
  return printable(title);
}

std::string titleOf(Location location, llvm::StringRef file) {
  Place place;
  collect(location, place);
  return joined(place, file);
}

/// "'graph.conv' op needs .." and "graph.conv needs ..": where one node is named, our own name for
/// its op is noise.
static llvm::StringRef withoutOp(llvm::StringRef text) {
  llvm::StringRef rest = text;
  if (rest.consume_front("'graph.") || rest.consume_front("'arena.")) {
    size_t end = rest.find("' op ");
    return end == llvm::StringRef::npos ? text : rest.drop_front(end + 5);
  }
  if (!rest.consume_front("graph.")) return text;
  rest = rest.drop_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
  return rest.consume_front(" ") ? rest : text;
}

static llvm::StringRef severity(DiagnosticSeverity severity) {
  switch (severity) {
    case DiagnosticSeverity::Error: return "error";
    case DiagnosticSeverity::Warning: return "warning";
    case DiagnosticSeverity::Remark: return "remark";
    case DiagnosticSeverity::Note: break;
  }
  return "note";
}

DiagnosticPrinter::DiagnosticPrinter(MLIRContext* context, llvm::raw_ostream& os,
                                     llvm::StringRef file)
    : ScopedDiagnosticHandler(context), os_(os), file_(file.str()) {
  setHandler([this](Diagnostic& diagnostic) { print(diagnostic); });
}

void DiagnosticPrinter::print(Diagnostic& diagnostic) {
  errors_ += diagnostic.getSeverity() == DiagnosticSeverity::Error;
  Place place;
  collect(diagnostic.getLocation(), place);
  std::string title = joined(place, file_), text = diagnostic.str();
  // Of several nodes, our op is the one that is meant; a step is none the user ever wrote.
  bool strip = place.things.size() == 1 ||
               (place.things.size() > 1 && llvm::StringRef(text).starts_with("'arena."));
  llvm::StringRef shown = strip ? withoutOp(text) : llvm::StringRef(text);
  os_ << title << (title.empty() ? "" : ": ") << severity(diagnostic.getSeverity()) << ": "
      << printable(shown) << "\n";
  for (Diagnostic& note : diagnostic.getNotes()) {
    std::string more = note.str();
    if (llvm::StringRef(more).starts_with("see current operation")) continue;  // IR, not the model
    llvm::StringRef rest = more;
    bool help = rest.consume_front("help: ");
    // A note about another thing says which.
    std::string where = titleOf(note.getLocation(), file_);
    os_ << (help ? "  help: " : "  note: ");
    if (!help && where != title && !where.empty()) os_ << where << ": ";
    os_ << printable(rest) << "\n";
  }
}

}  // namespace pelemay
