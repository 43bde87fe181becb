#include "tools/pelemay/Model.h"

#include <map>

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/Identifiers.h"
#include "compiler/pipeline/Diagnostics.h"
#include "compiler/pipeline/Dialects.h"
#include "compiler/pipeline/Pipeline.h"
#include "frontends/nx/reader/Import.h"
#include "frontends/onnx/Import.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "tools/pelemay/Flags.h"

using namespace mlir;

namespace pelemay {

static Outcome<std::map<std::string, int64_t>> dimsOf(const Options& options) {
  std::map<std::string, int64_t> dims;
  for (const std::string& text : options.dims) {
    auto [name, size] = llvm::StringRef(text).rsplit('=');
    int64_t value;
    if (name.empty() || size.getAsInteger(10, value) || value < 1)
      return Failure{kUsage, "",
                     "--dim needs NAME=SIZE with a size from 1, but got '" + text + "'"};
    if (!dims.emplace(name.str(), value).second)
      return Failure{kUsage, "", "--dim needs each name once, but got two of '" + name.str() + "'"};
  }
  return dims;
}

/// The ending decides; where it says nothing, JSON begins with a brace.
static bool isNxGraph(llvm::StringRef file) {
  if (file.ends_with_insensitive(".json")) return true;
  if (file.ends_with_insensitive(".onnx")) return false;
  auto buffer = llvm::MemoryBuffer::getFileSlice(file, 64, 0);
  return buffer && (*buffer)->getBuffer().ltrim().starts_with("{");
}

/// Our own IR, at the graph or at the arena level: for experiments and tests.
static bool isIr(llvm::StringRef file) { return file.ends_with_insensitive(".mlir"); }

/// Constants that --emit left out are no constants.
static OwningOpRef<ModuleOp> readIr(const std::string& file, MLIRContext* context) {
  auto module = parseSourceFile<ModuleOp>(file, context);
  if (!module) return module;
  WalkResult whole = module->walk([](Operation* op) {
    for (NamedAttribute attribute : op->getAttrs()) {
      auto resource = dyn_cast<DenseResourceElementsAttr>(attribute.getValue());
      if (!resource || resource.getRawHandle().getBlob()) continue;
      InFlightDiagnostic error = op->emitError("needs the elements of this constant, but got none");
      error.attachNote() << "help: `pelemay compile --emit .. --full-constants` writes them";
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  if (whole.wasInterrupted()) return {};
  return module;
}

static OwningOpRef<ModuleOp> import(const Options& options, MLIRContext* context,
                                    const std::map<std::string, int64_t>& dims) {
  const std::string& file = options.words[0];
  if (isIr(file)) return readIr(file, context);
  if (isNxGraph(file)) return importNxFile(file, context);
  return importOnnxFile(file, context, {dims});
}

std::string nameByFolder(const std::string& file) {
  llvm::SmallString<256> whole(file);
  if (llvm::sys::path::filename(file) != "model.onnx" || llvm::sys::fs::make_absolute(whole))
    return "";
  llvm::sys::path::remove_dots(whole, /*remove_dot_dot=*/true);
  llvm::StringRef folder = llvm::sys::path::filename(llvm::sys::path::parent_path(whole));
  if (llvm::none_of(folder, llvm::isAlpha)) return "";
  std::string name = codegen::identifier(folder);
  if (!codegen::isModelName(name)) name += "_model";
  return codegen::isModelName(name) ? name : "";
}

/// What `--name` might be instead: nothing that lost its letters but for a few of them.
static std::string otherName(const std::string& name) {
  std::string plain = codegen::identifier(name);
  if (llvm::any_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    plain = "model";
  return codegen::isModelName(plain) ? plain : plain + "_model";
}

/// `--name` must be a name that C, C++ and the runtime leave to users.
static Outcome<bool> checkName(const std::string& name) {
  if (name.empty()) return true;
  bool plain = codegen::identifier(name) == name;
  if (plain && codegen::isModelName(name)) return true;
  return Failure{kUsage,
                 "",
                 plain ? "--name needs a name that is free, but '" + name +
                             "' is a word of C or C++, a header's or the runtime's"
                       : "--name needs letters, digits and single _, beginning with a "
                         "letter, but got '" +
                             name + "'",
                 {},
                 "--name " + otherName(name) + " would do"};
}

/// Gives the model another name than its file's.
static void rename(ModuleOp module, const std::string& name) {
  auto symbol = StringAttr::get(module.getContext(), name);
  for (Operation& op : *module.getBody())
    if (isa<func::FuncOp, arena::ProgramOp>(op)) SymbolTable::setSymbolName(&op, symbol);
}

/// All passes, or those behind the level the module is written at.
static void addPasses(PassManager& passes, ModuleOp module, const PipelineOptions& options,
                      Level until) {
  auto programs = module.getOps<arena::ProgramOp>();
  if (programs.empty()) return buildPipeline(passes, options, until);
  if (until != Level::kPlanned) return;
  bool placed = true;
  for (arena::ProgramOp program : programs)
    for (auto slot : program.getBody().front().getOps<arena::SlotOp>())
      placed &= !slot.getMemory() || slot.getOffset();
  buildProgramPipeline(passes.nest<arena::ProgramOp>(), placed);
}

/// The user's names of inputs and outputs, as the frontend left them.
static void takeNames(ModuleOp module, Compiled& compiled) {
  auto nameOf = [](StringAttr name) { return name ? name.str() : std::string(); };
  for (auto func : module.getOps<func::FuncOp>()) {
    for (unsigned i = 0; i < func.getNumArguments(); ++i)
      compiled.inputNames.push_back(nameOf(func.getArgAttrOfType<StringAttr>(i, graph::kName)));
    for (unsigned i = 0; i < func.getNumResults(); ++i)
      compiled.outputNames.push_back(nameOf(func.getResultAttrOfType<StringAttr>(i, graph::kName)));
  }
}

Outcome<Compiled> compileModel(const Options& options, const Target& target, Level until) {
  const std::string& file = options.words[0];
  auto dims = dimsOf(options);
  if (!dims) return dims.failure();
  if (auto checked = checkName(options.name); !checked) return checked.failure();
  if (llvm::sys::fs::is_directory(options.words[0]))
    return Failure{kRefused,
                   file,
                   "needs a model's file, but got a folder",
                   {},
                   "name the file in it, such as model.onnx"};

  DialectRegistry registry;
  registerDialects(registry);
  Compiled compiled;
  compiled.context = std::make_unique<MLIRContext>(registry, MLIRContext::Threading::DISABLED);
  DiagnosticPrinter printer(compiled.context.get(), llvm::errs(), file);
  compiled.module = import(options, compiled.context.get(), *dims);
  // Said already; but never silently.
  auto refused = [&](const char* where) {
    return Failure{kRefused, file,
                   printer.errors() ? "" : std::string(where) + " failed without a word"};
  };
  if (!compiled.module) return refused("import");
  takeNames(*compiled.module, compiled);
  if (!options.name.empty()) rename(*compiled.module, options.name);

  PipelineOptions pipeline;
  pipeline.input = options.input;
  pipeline.io = options.io;
  pipeline.probe = options.probe;
  pipeline.memoryName = target.memories[0].name;
  pipeline.memorySize = target.memories[0].size;
  pipeline.align = target.memories[0].align;
  PassManager passes(compiled.context.get());
  addPasses(passes, *compiled.module, pipeline, until);
  if (failed(passes.run(*compiled.module))) return refused("a pass");
  for (auto program : compiled.module->getOps<arena::ProgramOp>()) compiled.program = program;
  if (until < Level::kSteps) return compiled;
  if (!compiled.program) return refused("lowering");
  // Code that claims to be probed and is not would be found out on the device only.
  if (!options.probe.empty() && !codegen::hasProbes(compiled.program))
    return Failure{kRefused,
                   file,
                   "needs something to log, but --probe '" + options.probe + "' logs nothing",
                   {},
                   "leave --probe out, or name an op that is there"};
  if (compiled.inputNames.empty() && compiled.outputNames.empty()) {  // written at the arena level
    for (arena::SlotOp slot : codegen::inputsOf(compiled.program))
      compiled.inputNames.push_back(slot.getName().str());
    for (arena::SlotOp slot : codegen::outputsOf(compiled.program))
      compiled.outputNames.push_back(slot.getName().str());
  }
  return compiled;
}

codegen::PrintOptions printOptionsOf(const Options& options) {
  codegen::PrintOptions print;
  print.version = PELEMAY_VERSION;
  print.command = normalizedCommand(options, llvm::sys::path::filename(options.words[0]).str());
  print.weights = options.weights;
  return print;
}

std::vector<codegen::File> sourcesOf(Compiled& compiled, const Options& options) {
  return codegen::print(compiled.program, printOptionsOf(options));
}

}  // namespace pelemay
