#include "tools/pelemay/Emit.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Execute.h"
#include "tools/pelemay/Model.h"

namespace pelemay {

Outcome<bool> emitIr(const Options& options, const Target& target, Progress& progress) {
  constexpr int64_t kShown = 16;
  Level until = llvm::StringSwitch<Level>(options.emit)
                    .Case("graph", Level::kGraph)
                    .Case("fused", Level::kFused)
                    .Case("steps", Level::kSteps)
                    .Default(Level::kPlanned);
  auto compiled = compileModel(options, target, until);
  if (!compiled) return compiled.failure();
  std::string text;
  llvm::raw_string_ostream os(text);
  mlir::OpPrintingFlags flags;
  if (!options.fullConstants)
    flags.elideLargeElementsAttrs(kShown).elideLargeResourceString(4 * kShown);
  compiled->module->print(os, flags);
  progress.stop();
  if (!options.output.empty()) return writeFile(options.output, text);
  llvm::outs() << text;
  return true;
}

}  // namespace pelemay
