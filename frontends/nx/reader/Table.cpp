#include "frontends/nx/reader/Table.h"

#include <map>

#include "frontends/nx/reader/ops/Plain.h"

// Entries of other frontends vanish.
#define PELEMAY_FOR_onnx(entry)
#define PELEMAY_FOR_microsoft(entry)
#define PELEMAY_FOR_nx(entry) entry

namespace pelemay::nx {

// What is not element-wise has a function of its own, import_NAME.
#define PELEMAY_IMPORT_PLAIN(frontend, name, since, Class)
#define PELEMAY_IMPORT_CUSTOM(frontend, name, since, Class) \
  PELEMAY_FOR_##frontend(mlir::LogicalResult import_##name(Node& node);)
#include "dialects/graph/Imports.inc"
#undef PELEMAY_IMPORT_PLAIN
#undef PELEMAY_IMPORT_CUSTOM

mlir::LogicalResult import_tensor(Node& node);

using Table = std::map<llvm::StringRef, ImportFunction>;

static Table makeTable() {
  Table table;
#define PELEMAY_IMPORT_PLAIN(frontend, name, since, Class) \
  PELEMAY_FOR_##frontend(table[#name] = importPlain<graph::Class>;)
#define PELEMAY_IMPORT_CUSTOM(frontend, name, since, Class) \
  PELEMAY_FOR_##frontend(table[#name] = import_##name;)
#include "dialects/graph/Imports.inc"
  // A constant too, but with its elements in the sidecar.
  table["tensor"] = import_tensor;
  return table;
}

static const Table& table() {
  static const Table entries = makeTable();
  return entries;
}

ImportFunction findImport(llvm::StringRef op) {
  auto found = table().find(op);
  return found == table().end() ? nullptr : found->second;
}

std::vector<llvm::StringRef> importableOps() {
  std::vector<llvm::StringRef> names;
  for (auto& [name, import] : table()) names.push_back(name);
  return names;
}

}  // namespace pelemay::nx
