#include "frontends/onnx/Import.h"

#include "dialects/graph/FileMemory.h"
#include "dialects/graph/Graph.h"
#include "frontends/ModelFile.h"
#include "frontends/onnx/Model.h"
#include "frontends/onnx/Proto.h"
#include "frontends/onnx/Table.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

using namespace mlir;

namespace pelemay {
namespace onnx {
namespace {

/// Builds one function from one graph.
class GraphImporter {
 public:
  GraphImporter(const proto::ModelProto& model, Source& source, func::FuncOp function,
                Location file, int64_t opset, const OnnxImportOptions& options)
      : graph_(model.graph()),
        function_(function),
        scope_(function, file, opset, source),
        dims_(options.dims) {
    for (const auto& import : model.opset_import())
      if (import.domain() == kMicrosoft) microsoft_ = import.version();
  }

  LogicalResult run() {
    findRead();
    // Order matters: an initializer that is listed as an input too is a constant.
    return failure(failed(addInitializers()) || failed(addInputs()) || failed(addDeclared()) ||
                   failed(addNodes()) || failed(addOutputs()));
  }

 private:
  LogicalResult fail(Problem problem, llvm::StringRef kind, llvm::StringRef name) {
    problem.kind = kind.str();
    problem.name = name.str();
    if (kind == "input" || kind == "initializer") problem.note = readerOf(name);
    return report(scope_.file(), problem);
  }

  /// Who wants a tensor: often the node is what the user knows.
  std::string readerOf(llvm::StringRef name) const {
    for (const proto::NodeProto& node : graph_.node())
      if (llvm::is_contained(node.input(), name)) {
        auto [kind, title] = nodeTitle(node);
        return kind + " " + title + " (" + node.op_type() + ") reads it";
      }
    return "";
  }

  /// Exporters leave masks, training's nodes and tensors behind: what no output depends on is not
  /// looked at. Readers come behind writers; where they do not, addNode sees it.
  void findRead() {
    for (const proto::ValueInfoProto& output : graph_.output()) scope_.read.insert(output.name());
    for (int i = graph_.node_size(); i-- > 0;)
      if (isRead(graph_.node(i)))
        for (const std::string& input : graph_.node(i).input()) scope_.read.insert(input);
  }

  /// A node without outputs is none that ONNX knows; it is not passed over.
  bool isRead(const proto::NodeProto& node) const {
    return node.output_size() == 0 || llvm::any_of(node.output(), [&](const std::string& name) {
             return scope_.read.contains(name);
           });
  }

  LogicalResult addInitializers() {
    for (const proto::TensorProto& initializer : graph_.initializer()) {
      Problem problem;
      const std::string& name = initializer.name();
      if (name.empty())
        return fail({"needs a name, but got none", kCheckerHelp}, "initializer", name);
      if (!scope_.read.contains(name)) {
        unread_.insert(name);
        continue;
      }
      std::optional<Tensor> tensor = readTensor(initializer, scope_.source(), problem);
      if (!tensor) return fail(problem, "initializer", name);
      if (!scope_.define(name, std::move(*tensor), "initializer"))
        return fail({"needs a name of its own, but another initializer has it too", kCheckerHelp},
                    "initializer", name);
    }
    return success();
  }

  LogicalResult addInputs() {
    llvm::StringSet<> seen;
    for (const proto::ValueInfoProto& input : graph_.input()) {
      const std::string& name = input.name();
      if (name.empty() || !seen.insert(name).second)
        return fail({name.empty() ? "needs a name, but got none"
                                  : "needs a name of its own, but another input has it too",
                     kCheckerHelp},
                    "input", name);
      if (unread_.contains(name)) continue;
      LogicalResult added = scope_.find(name) ? checkDefault(input) : addInput(input);
      if (failed(added)) return failure();
    }
    if (auto unused = dims_.findUnused()) return report(scope_.file(), *unused);
    return success();
  }

  LogicalResult addInput(const proto::ValueInfoProto& input) {
    Problem problem;
    auto type = inputType(input, dims_, scope_.context(), problem);
    if (!type) return fail(problem, "input", input.name());
    Location loc = thingLocation(scope_.file(), "input", input.name());
    unsigned index = function_.getNumArguments();
    function_.insertArgument(
        index, *type,
        NamedAttrList{scope_.builder().getNamedAttr(graph::kName,
                                                    scope_.builder().getStringAttr(input.name()))}
            .getDictionary(scope_.context()),
        loc);
    scope_.define(input.name(), function_.getArgument(index), "input");
    return success();
  }

  /// An input that has a value in the model: what it declares must fit the value.
  LogicalResult checkDefault(const proto::ValueInfoProto& input) {
    Problem problem;
    auto declared = declaredType(input, dims_, problem);
    if (!declared) return fail(problem, "input", input.name());
    auto wrong = contradiction(*declared, scope_.typeOf(*scope_.find(input.name())));
    return wrong ? fail(*wrong, "initializer", input.name()) : success();
  }

  LogicalResult declare(const proto::ValueInfoProto& value, llvm::StringRef kind) {
    Problem problem;
    auto declared = declaredType(value, dims_, problem);
    if (!declared) return fail(problem, kind, value.name());
    auto [known, fresh] = scope_.declared.try_emplace(value.name(), *declared);
    // Named as value_info and as output: the output's word counts where it is said.
    if (!fresh && declared->shape) known->second = *declared;
    const Scope::Meaning* meaning = scope_.find(value.name());
    if (!meaning) return success();
    auto wrong = contradiction(*declared, scope_.typeOf(*meaning));
    return wrong ? fail(*wrong, kind, value.name()) : success();
  }

  LogicalResult addDeclared() {
    for (const proto::ValueInfoProto& value : graph_.value_info())
      if (failed(declare(value, "tensor"))) return failure();
    return success();
  }

  LogicalResult addNodes() {
    for (const proto::NodeProto& node : graph_.node())
      for (const std::string& output : node.output()) scope_.written.insert(output);
    for (const proto::NodeProto& node : graph_.node())
      if (isRead(node) && failed(addNode(node))) return failure();
    return success();
  }

  LogicalResult addNode(const proto::NodeProto& proto) {
    Node node(scope_, proto);
    llvm::StringRef domain = node.domain();
    if (!domain.empty() && domain != kMicrosoft)
      return node.fail(
          "needs an op of ONNX, but got " + proto.op_type() + " of domain " + proto.domain(),
          "export the model with ONNX's own ops, or replace the node by them");
    if (domain == kMicrosoft && microsoft_ != 1)
      return node.fail("needs an opset_import of com.microsoft of version 1, but got " +
                           (microsoft_ ? std::to_string(*microsoft_) : "none"),
                       kCheckerHelp);
    const Entry* entry = findEntry(domain, node.op());
    if (!entry)
      return node.fail("needs an op that can be imported, but got " + node.op() +
                           (domain.empty() ? " (opset " + std::to_string(scope_.opset()) + ")"
                                           : " of domain com.microsoft"),
                       "`pelemay explain` lists all ops; docs/support.md their names in ONNX");
    if (!node.since(entry->since))
      return node.fail("needs " + node.op() + " of opset " + std::to_string(entry->since) +
                           " or newer, but the model is of opset " + std::to_string(scope_.opset()),
                       "export the model again for a newer opset, or convert it with ONNX's "
                       "version_converter");
    if (failed(entry->import(node))) return failure();
    return node.checkLeftovers();
  }

  LogicalResult addOutputs() {
    llvm::SmallVector<Value> results;
    llvm::SmallVector<Attribute> names;
    llvm::StringSet<> seen;
    Builder& builder = scope_.builder();
    for (const proto::ValueInfoProto& output : graph_.output()) {
      const std::string& name = output.name();
      if (!seen.insert(name).second)
        return fail({"needs a name of its own, but another output has it too", kCheckerHelp},
                    "output", name);
      const Scope::Meaning* meaning = scope_.find(name);
      if (!meaning)
        return fail({"needs a node that writes it, but no node does", kCheckerHelp}, "output",
                    name);
      if (failed(declare(output, "output"))) return failure();
      if (meaning->constant && meaning->constant->isBool())
        return fail({"needs numbers, but got " + titled(scope_.typeOf(*meaning))}, "output", name);
      Value value = scope_.valueOf(name);
      if (!value) return fail({"needs at least one element, but got none"}, "output", name);
      results.push_back(value);
      names.push_back(builder.getDictionaryAttr(
          builder.getNamedAttr(graph::kName, builder.getStringAttr(name))));
    }
    scope_.builder().create<func::ReturnOp>(scope_.file(), results);
    function_.setType(builder.getFunctionType(function_.getArgumentTypes(),
                                              llvm::to_vector(ValueRange(results).getTypes())));
    function_.setAllResultAttrs(names);
    return success();
  }

  const proto::GraphProto& graph_;
  func::FuncOp function_;
  Scope scope_;
  Dims dims_;
  std::optional<int64_t> microsoft_;  // the version of the operators of com.microsoft
  llvm::StringSet<> unread_;          // initializers that nobody reads
};

/// A C identifier from the file's name: "8x8 digits.onnx" -> "model_8x8_digits".
std::string functionName(llvm::StringRef file) {
  std::string name = llvm::sys::path::stem(file).str();
  for (char& c : name)
    if (!llvm::isAlnum(c)) c = '_';
  if (name.empty() || !llvm::isAlpha(name.front())) name = "model_" + name;
  return name;
}

/// Piece by piece, none of which stays in memory.
std::string sha256Of(llvm::MemoryBufferRef buffer, const Source& source) {
  llvm::SHA256 sha;
  llvm::ArrayRef<char> bytes(buffer.getBufferStart(), buffer.getBufferSize());
  while (!bytes.empty()) {
    llvm::ArrayRef<char> piece = bytes.take_front(size_t(1) << 20);
    sha.update(llvm::StringRef(piece.data(), piece.size()));
    bytes = bytes.drop_front(piece.size());
    if (source.file) graph::dropMappedPages(piece);
  }
  return llvm::toHex(sha.final(), /*LowerCase=*/true);
}

/// Facts for headers and reports.
DictionaryAttr modelFacts(const proto::ModelProto& model, std::string sha, llvm::StringRef file,
                          int64_t opset, MLIRContext* context) {
  Builder b(context);
  llvm::StringRef producer = model.producer_name();
  std::string version = (producer + " " + model.producer_version()).str();
  return b.getDictionaryAttr(
      {b.getNamedAttr("file", b.getStringAttr(file)),
       b.getNamedAttr("frontend", b.getStringAttr("onnx")),
       b.getNamedAttr("opset", b.getI64IntegerAttr(opset)),
       b.getNamedAttr("producer", b.getStringAttr(llvm::StringRef(version).trim())),
       b.getNamedAttr("sha256", b.getStringAttr(sha))});
}

/// `source.file`: the buffer, if it is a file's and may outlive the import.
OwningOpRef<ModuleOp> import(llvm::MemoryBufferRef buffer, Source source, MLIRContext* context,
                             const OnnxImportOptions& options) {
  std::string file = llvm::sys::path::filename(buffer.getBufferIdentifier()).str();
  Location loc = fileLocation(context, file);
  auto fail = [&](const Problem& problem) {
    (void)report(loc, problem);
    return OwningOpRef<ModuleOp>();
  };
  if (buffer.getBufferSize() == 0)
    return fail({"needs an ONNX model, but the file is empty", "copy or download it again"});
  if (buffer.getBufferSize() > INT32_MAX)
    return fail({"needs a model of at most 2 GiB, as protobuf reads no more"});
  proto::ModelProto model;
  if (!parseModel(buffer, model, source.payloads))
    return fail({"needs an ONNX model, but this is no protobuf message, or not a whole one",
                 "if it comes from a repository with Git LFS, `git lfs pull` gets the real file"});
  Problem problem;
  std::optional<int64_t> opset = checkModel(model, problem);
  if (!opset) return fail(problem);

  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  (*module)->setAttr(graph::kModel,
                     modelFacts(model, sha256Of(buffer, source), file, *opset, context));
  auto function = func::FuncOp::create(loc, functionName(file), FunctionType::get(context, {}, {}));
  function.addEntryBlock();
  module->push_back(function);
  if (failed(GraphImporter(model, source, function, loc, *opset, options).run())) return {};
  return module;
}

}  // namespace
}  // namespace onnx

static OwningOpRef<ModuleOp> importSource(llvm::MemoryBufferRef model, onnx::Source source,
                                          MLIRContext* context, const OnnxImportOptions& options) {
  context->loadDialect<graph::GraphDialect, func::FuncDialect>();
  return importGuarded(model, context,
                       [&] { return onnx::import(model, std::move(source), context, options); });
}

OwningOpRef<ModuleOp> importOnnx(llvm::MemoryBufferRef model, MLIRContext* context,
                                 const OnnxImportOptions& options) {
  return importSource(model, onnx::Source(), context, options);
}

OwningOpRef<ModuleOp> importOnnxFile(llvm::StringRef path, MLIRContext* context,
                                     const OnnxImportOptions& options) {
  std::shared_ptr<llvm::MemoryBuffer> file = readModelFile(path, context);
  if (!file) return {};
  bool mapped = file->getBufferKind() == llvm::MemoryBuffer::MemoryBuffer_MMap;
  llvm::StringRef folder = llvm::sys::path::parent_path(path);
  onnx::Source source;
  if (mapped) source.file = file;
  source.external = onnx::External(folder.empty() ? "." : folder.str());
  return importSource(*file, std::move(source), context, options);
}

}  // namespace pelemay
