#include "frontends/onnx/Table.h"

#include "frontends/onnx/ops/Plain.h"

// Entries of other frontends vanish; `microsoft` is a domain of ONNX's.
#define PELEMAY_FOR_nx(entry)
#define PELEMAY_FOR_onnx(entry) entry
#define PELEMAY_FOR_microsoft(entry) entry

namespace pelemay::onnx {

#define PELEMAY_IMPORT_PLAIN(frontend, Name, since, Class)
#define PELEMAY_IMPORT_CUSTOM(frontend, Name, since, Class) \
  PELEMAY_FOR_##frontend(mlir::LogicalResult import##Name(Node& node);)
#include "dialects/graph/Imports.inc"
#undef PELEMAY_IMPORT_PLAIN
#undef PELEMAY_IMPORT_CUSTOM

/// "microsoft.QGemm"; ONNX's own are "onnx.Conv".
static llvm::StringMap<Entry> makeTable() {
  llvm::StringMap<Entry> table;
#define PELEMAY_IMPORT_PLAIN(frontend, Name, since, Class) \
  PELEMAY_FOR_##frontend(table[#frontend "." #Name] = (Entry{since, importPlain<graph::Class>});)
#define PELEMAY_IMPORT_CUSTOM(frontend, Name, since, Class) \
  PELEMAY_FOR_##frontend(table[#frontend "." #Name] = (Entry{since, import##Name});)
#include "dialects/graph/Imports.inc"
  return table;
}

const Entry* findEntry(llvm::StringRef domain, llvm::StringRef op) {
  static const llvm::StringMap<Entry> table = makeTable();
  if (!domain.empty() && domain != kMicrosoft) return nullptr;
  auto found = table.find(((domain.empty() ? "onnx." : "microsoft.") + op).str());
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace pelemay::onnx
