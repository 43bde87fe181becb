//===- pelemay-translate.cpp - in and out of MLIR, one step at a time: for lit and developers -===//
//
// A translation is a file of this folder that registers itself (ImportOnnx.cpp). mlir-translate's
// own main is not used because its messages lack the names of the model's nodes.
//===------------------------------------------------------------------------------------------===//
#include "compiler/pipeline/Diagnostics.h"
#include "compiler/pipeline/Dialects.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"
#include "mlir/IR/AsmState.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-translate/Translation.h"

using namespace mlir;

static LogicalResult run(const Translation& translation, std::unique_ptr<llvm::MemoryBuffer> input,
                         raw_ostream& output, bool verifyDiagnostics) {
  DialectRegistry registry;
  pelemay::registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  auto sources = std::make_shared<llvm::SourceMgr>();
  sources->AddNewSourceBuffer(std::move(input), llvm::SMLoc());
  if (!verifyDiagnostics) {
    pelemay::DiagnosticPrinter printer(&context, llvm::errs());
    return translation(sources, output, &context);
  }
  SourceMgrDiagnosticVerifierHandler verifier(*sources, &context);
  (void)translation(sources, output, &context);
  return verifier.verify();
}

int main(int argc, char** argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::cl::opt<std::string> inputFile(llvm::cl::Positional, llvm::cl::desc("<input file>"),
                                       llvm::cl::init("-"));
  llvm::cl::opt<std::string> outputFile("o", llvm::cl::desc("output file"),
                                        llvm::cl::value_desc("file"), llvm::cl::init("-"));
  llvm::cl::opt<bool> verifyDiagnostics(
      "verify-diagnostics", llvm::cl::desc("compare diagnostics with expected-* comments"));
  llvm::cl::opt<const Translation*, false, TranslationParser> translation(
      "", llvm::cl::desc("translation:"), llvm::cl::Required);
  registerAsmPrinterCLOptions();
  registerMLIRContextCLOptions();
  llvm::cl::ParseCommandLineOptions(argc, argv, "Pelemay's translator\n");

  std::string error;
  auto input = openInputFile(inputFile, &error);
  if (!input) {
    llvm::errs() << "error: " << error << "\n";
    return 1;
  }
  auto output = openOutputFile(outputFile, &error);
  if (!output) {
    llvm::errs() << "error: " << error << "\n";
    return 1;
  }
  if (failed(run(*translation, std::move(input), output->os(), verifyDiagnostics))) return 1;
  output->keep();
  return 0;
}
