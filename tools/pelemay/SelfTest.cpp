#include "tools/pelemay/SelfTest.h"

#include "compiler/codegen/Facts.h"
#include "compiler/codegen/SelfTest.h"
#include "llvm/Support/Path.h"
#include "tools/pelemay/Compare.h"
#include "tools/pelemay/DataSet.h"
#include "tools/pelemay/Flags.h"

namespace pelemay {

Outcome<bool> addSelfTest(const Options& options, Compiled& compiled,
                          std::vector<codegen::File>& files) {
  arena::ProgramOp program = compiled.program;
  auto tolerance = toleranceOf(options);
  if (!tolerance) return tolerance.failure();
  auto sets = findDataSets({options.selfTest});
  if (!sets) return sets.failure();
  codegen::SelfTest test;
  bool quantize = options.io == "quantized";
  std::vector<std::vector<std::vector<char>>> want(codegen::outputsOf(program).size());
  for (const DataSet& set : *sets) {
    auto inputs = readSetInputs(program, set, compiled.inputNames, quantize);
    auto outputs = readOutputs(program, set, compiled.outputNames, quantize);
    if (!inputs) return inputs.failure();
    if (!outputs) return outputs.failure();
    for (size_t i = 0; i < want.size(); ++i) want[i].push_back((*outputs)[i]);
    test.sets.push_back({llvm::sys::path::filename(set.name).str(), *inputs, *outputs});
  }
  for (auto [i, output] : llvm::enumerate(codegen::outputsOf(program))) {
    auto element = mlir::RankedTensorType::get({}, output.getTensorType().getElementType());
    test.allowed.push_back(allowedError(codegen::typeText(element), want[i], *tolerance));
  }
  codegen::PrintOptions print = printOptionsOf(options);
  auto add = [&](const std::string& name, std::string text) {
    codegen::File file;
    file.name = name;
    file.text = std::move(text);
    files.push_back(std::move(file));
  };
  std::string stem = program.getSymName().str() + "_self_test";
  add(stem + ".h", codegen::printSelfTestHeader(program, test, print));
  add(stem + ".cpp", codegen::printSelfTestSource(program, test, print));
  for (codegen::File& file : files)
    if (file.name == "CMakeLists.txt") file.text += codegen::selfTestBuild(program);
  return true;
}

}  // namespace pelemay
