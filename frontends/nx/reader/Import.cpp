#include "frontends/nx/reader/Import.h"

#include <set>

#include "frontends/ModelFile.h"
#include "frontends/nx/reader/Table.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

using namespace mlir;

namespace pelemay {
namespace nx {
namespace {

/// Builds one function from one graph.
class GraphReader {
 public:
  GraphReader(const Field& root, func::FuncOp function, Scope& scope)
      : root_(root), function_(function), scope_(scope) {}

  LogicalResult run() {
    return failure(failed(addInputs()) || failed(addNodes()) || failed(addOutputs()));
  }

 private:
  /// The name of an input or output: the file's, or `fallback`. Names are distinct.
  std::optional<std::string> nameOf(const Field& field, std::string fallback,
                                    std::set<std::string>& taken) {
    if (field.has("name")) {
      auto name = field["name"].text();
      if (!name) return {};
      if (name->empty()) return (void)field["name"].fail("a name"), std::nullopt;
      fallback = *name;
    }
    if (taken.insert(fallback).second) return fallback;
    return (void)field.fail("a name of its own", inQuotes(fallback) + " again"), std::nullopt;
  }

  DictionaryAttr named(llvm::StringRef name) {
    Builder& b = scope_.builder();
    return b.getDictionaryAttr(b.getNamedAttr(graph::kName, b.getStringAttr(name)));
  }

  LogicalResult addInputs() {
    auto inputs = root_["inputs"].list();
    if (!inputs) return failure();
    for (const Field& input : *inputs) {
      // `names` and `vectorized` say how Nx calls axes; the shape holds all of them.
      if (failed(input.needKeys({"id", "type", "shape"}, {"name", "names", "vectorized"})))
        return failure();
      unsigned index = function_.getNumArguments();
      auto name = nameOf(input, "in" + std::to_string(index), inputNames_);
      if (!name) return failure();
      Location loc = thingLocation(scope_.file(), "input", *name);
      auto type = tensorType(input.at(loc));
      if (!type) return failure();
      function_.insertArgument(index, *type, named(*name), loc);
      if (failed(scope_.define(input.at(loc)["id"], function_.getArgument(index))))
        return failure();
    }
    return success();
  }

  LogicalResult addNodes() {
    auto nodes = root_["nodes"].list();
    if (!nodes) return failure();
    for (const Field& field : *nodes) {
      Node node(scope_, field);
      if (failed(node.read())) return failure();
      ImportFunction import = findImport(node.op());
      if (!import)
        return node.fail("an op that can be imported (" + llvm::join(importableOps(), ", ") + ")",
                         inQuotes(node.op()));
      if (failed(import(node))) return failure();
    }
    for (Operation* constant : scope_.converted)
      if (constant->use_empty()) constant->erase();
    return success();
  }

  LogicalResult addOutputs() {
    auto outputs = root_["outputs"].list();
    if (!outputs) return failure();
    if (outputs->empty()) return root_["outputs"].fail("at least one output");
    llvm::SmallVector<Value> results;
    llvm::SmallVector<Attribute> names;
    for (const Field& field : *outputs) {
      if (failed(field.needKeys({"id", "type", "shape"}, {"name", "names", "vectorized"})))
        return failure();
      auto name = nameOf(field, "out" + std::to_string(results.size()), outputNames_);
      if (!name) return failure();
      Field output = field.at(thingLocation(scope_.file(), "output", *name));
      auto type = tensorType(output);
      if (!type) return failure();
      Value value = scope_.find(output["id"]);
      if (!value) return failure();
      if (value.getType() != *type)
        return output.fail(
            "the type of value " + shown(output["id"].value()) + ", " + titled(value.getType()),
            titled(*type));
      results.push_back(value);
      names.push_back(named(*name));
    }
    scope_.builder().create<func::ReturnOp>(scope_.file(), results);
    function_.setType(scope_.builder().getFunctionType(
        function_.getArgumentTypes(), llvm::to_vector(ValueRange(results).getTypes())));
    function_.setAllResultAttrs(names);
    return success();
  }

  const Field& root_;
  func::FuncOp function_;
  Scope& scope_;
  std::set<std::string> inputNames_, outputNames_;
};

LogicalResult checkHeader(const Field& root) {
  // `tags` names Axon's layers and `output_tree` the user's containers: neither is computed with.
  if (failed(root.needKeys({"format", "version", "producer", "name", "inputs", "outputs", "nodes"},
                           {"output_tree", "tags"})))
    return failure();
  if (root["format"].value() != "pelemay-nx-graph")
    return root["format"].fail("\"pelemay-nx-graph\"");
  if (root["version"].value() != 1) return root["version"].fail("version 1");
  return success();
}

/// {"nx": "0.13.1", "exporter": "0.1.0"} -> "exporter 0.1.0, nx 0.13.1".
std::optional<std::string> producerOf(const Field& field) {
  if (!field.value().is_object()) return (void)field.fail("an object"), std::nullopt;
  std::string all;
  for (auto& [key, value] : field.value().items()) {
    auto version = field[key].text();
    if (!version) return {};
    all += (all.empty() ? "" : ", ") + key + " " + *version;
  }
  return all;
}

/// A C identifier from the graph's name.
std::string functionName(std::string name) {
  for (char& c : name)
    if (!llvm::isAlnum(c)) c = '_';
  if (name.empty() || !llvm::isAlpha(name.front())) name = "model_" + name;
  return name;
}

std::string hashOf(llvm::StringRef bytes) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(bytes)), /*LowerCase=*/true);
}

OwningOpRef<ModuleOp> import(llvm::MemoryBufferRef buffer, MLIRContext* context,
                             const NxImportOptions& options) {
  llvm::StringRef path = buffer.getBufferIdentifier();
  std::string file = llvm::sys::path::filename(path).str();
  Location loc = fileLocation(context, file);
  constexpr size_t kLargest = 256 << 20;
  if (buffer.getBufferSize() > kLargest)
    return (
               void)(emitError(loc)
                     << "needs a graph of at most 256 MiB: arrays belong into the sidecar"),
           nullptr;
  std::string problem;
  auto json = parseObject(buffer.getBuffer(), problem);
  if (!json) return (void)(emitError(loc) << problem), nullptr;
  Field root(*json, "", loc);
  if (failed(checkHeader(root))) return {};
  auto name = root["name"].text();
  if (!name) return {};
  auto producer = producerOf(root["producer"]);
  if (!producer) return {};

  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  auto function =
      func::FuncOp::create(loc, functionName(*name), FunctionType::get(context, {}, {}));
  function.addEntryBlock();
  module->push_back(function);
  llvm::SmallString<128> sidecar(options.sidecar);
  if (sidecar.empty()) {
    sidecar = path;
    llvm::sys::path::replace_extension(sidecar, "safetensors");
  }
  Scope scope(function, loc, sidecar.str().str());
  if (failed(GraphReader(root, function, scope).run())) return {};

  Builder b(context);
  NamedAttrList facts;
  facts.set("file", b.getStringAttr(file));
  facts.set("frontend", b.getStringAttr("nx"));
  facts.set("producer", b.getStringAttr(*producer));
  facts.set("sha256", b.getStringAttr(hashOf(buffer.getBuffer())));
  if (const Sidecar* opened = scope.openedSidecar())
    facts.set("weights_sha256", b.getStringAttr(hashOf(opened->contents())));
  (*module)->setAttr(graph::kModel, facts.getDictionary(context));
  return module;
}

}  // namespace
}  // namespace nx

OwningOpRef<ModuleOp> importNx(llvm::MemoryBufferRef graph, MLIRContext* context,
                               const NxImportOptions& options) {
  context->loadDialect<graph::GraphDialect, func::FuncDialect>();
  return importGuarded(graph, context, [&] { return nx::import(graph, context, options); });
}

OwningOpRef<ModuleOp> importNxFile(llvm::StringRef path, MLIRContext* context,
                                   const NxImportOptions& options) {
  std::unique_ptr<llvm::MemoryBuffer> file = readModelFile(path, context);
  if (!file) return {};
  return importNx(*file, context, options);
}

}  // namespace pelemay
