#include "tools/pelemay/Profile.h"

#include "llvm/Support/Path.h"
#include "tools/pelemay/Image.h"
#include "tools/pelemay/StepLines.h"

namespace pelemay {

static void addFunctions(const Counts& counts, const Image& image, codegen::Report& report) {
  std::map<std::string, int64_t> byName;
  for (auto& [address, executed] : counts.executed) {
    std::string name = image.functionAt(address);
    byName[name.empty() ? "?" : name] += executed;
  }
  for (auto& [name, instructions] : byName) report.functions.push_back({name, instructions});
  std::stable_sort(report.functions.begin(), report.functions.end(),
                   [](auto& a, auto& b) { return a.instructions > b.instructions; });
}

static void addSteps(const Counts& counts, const Image& image, arena::ProgramOp program,
                     llvm::StringRef source, codegen::Report& report) {
  std::string name = program.getSymName().str();
  AddressRange run = image.symbol(name + "_run");
  std::vector<uint64_t> addresses;
  std::vector<int64_t> numbers;
  for (auto it = counts.executed.lower_bound(run.begin);
       it != counts.executed.end() && it->first < run.end; ++it) {
    auto below = counts.below.find(it->first);
    addresses.push_back(it->first);
    numbers.push_back(it->second + (below == counts.below.end() ? 0 : below->second));
  }
  StepLines lines(program, source);
  std::vector<Place> places = image.places(addresses);
  bool known = false;
  for (size_t i = 0; i < places.size(); ++i) {
    if (llvm::sys::path::filename(places[i].file) != name + ".cpp") continue;
    known = true;
    if (auto step = lines.stepAt(places[i].line, places[i].column))
      report.steps[*step].instructions = report.steps[*step].instructions.value_or(0) + numbers[i];
  }
  if (!known) return;  // a compiler without -g1
  for (codegen::ReportStep& step : report.steps) step.instructions = step.instructions.value_or(0);
}

void addProfile(const Counts& counts, const std::string& file, arena::ProgramOp program,
                llvm::StringRef source, codegen::Report& report) {
  auto image = Image::read(file);
  if (!image) return;
  addFunctions(counts, *image, report);
  addSteps(counts, *image, program, source, report);
}

}  // namespace pelemay
