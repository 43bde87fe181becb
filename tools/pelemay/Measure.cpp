#include "tools/pelemay/Measure.h"

#include <algorithm>

#include "llvm/Support/FileSystem.h"
#include "tools/pelemay/Fits.h"
#include "tools/pelemay/Harness.h"
#include "tools/pelemay/StackBound.h"

namespace pelemay {

static void measureStack(Build& build, const std::string& image, arena::ProgramOp program,
                         codegen::Report& report) {
  std::vector<std::string> graphs;
  for (const std::string& file : build.callGraphs())
    if (llvm::sys::fs::exists(file))  // only GCC writes them
      if (auto text = readFile(file)) graphs.push_back(*text);
  if (graphs.empty()) return;
  auto code = StackInImage::read(image);
  StackBound bound =
      stackBound(graphs, program.getSymName().str() + "_run", code ? &*code : nullptr);
  report.stack = bound.bytes;
  report.stackOutside = bound.outside;
}

Outcome<bool> measure(Build& build, arena::ProgramOp program, codegen::Report& report,
                      int64_t around) {
  auto with = build.image("with", measuringProgram(program), true, /*roomy=*/true);
  if (!with) return with.failure();
  auto without = build.image("without", emptyProgram(), false, /*roomy=*/true);
  if (!without) return without.failure();
  auto more = build.sizeOf(*with), less = build.sizeOf(*without);
  if (!more) return more.failure();
  if (!less) return less.failure();
  report.code = std::max<int64_t>(0, more->flash - less->flash - report.weights);
  if (auto fits = checkImage(build.target(), report, more->flash, more->ram); !fits)
    return fits.failure();
  measureStack(build, *with, program, report);
  return checkStack(build.target(), report, around);
}

}  // namespace pelemay
