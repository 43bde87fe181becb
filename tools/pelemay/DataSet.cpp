#include "tools/pelemay/DataSet.h"

#include "compiler/codegen/Facts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace pelemay {

static const char* const kLayout =
    "a data set is input_0.pb, .. and output_0.pb, .., or .npy, in a folder of its own";

/// Names in a folder; numbers within them count as numbers: set_2 comes before set_10.
static Outcome<std::vector<std::string>> namesIn(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; it != end && !error; it.increment(error))
    names.push_back(path::filename(it->path()).str());
  if (error)
    return Failure{kRefused, folder,
                   "needs a folder that can be read, but got: " + error.message()};
  llvm::sort(names, [](llvm::StringRef a, llvm::StringRef b) { return a.compare_numeric(b) < 0; });
  return names;
}

/// Takes `name` if it is STEM_K.pb or .npy.
static Outcome<bool> take(const std::string& folder, llvm::StringRef name, llvm::StringRef stem,
                          std::vector<std::string>& files) {
  llvm::StringRef digits = path::stem(name), ending = path::extension(name);
  size_t number = 0;
  if (!digits.consume_front(stem) || !digits.consume_front("_") || digits.empty() ||
      !llvm::all_of(digits, llvm::isDigit) || (ending != ".pb" && ending != ".npy"))
    return false;
  if (digits.getAsInteger(10, number) || number > files.size())
    return Failure{
        kRefused,
        folder,
        "needs " + (stem + "_" + std::to_string(files.size())).str() + ", but got " + name.str(),
        {},
        kLayout};
  if (number < files.size())
    return Failure{kRefused, folder,
                   "has " + path::filename(files[number]).str() + " as well as " + name.str()};
  files.push_back(folder + "/" + name.str());
  return true;
}

/// The set that lies in `folder` itself; without files if there is none.
static Outcome<DataSet> setIn(const std::string& folder, const std::vector<std::string>& names) {
  DataSet set{folder, {}, {}};
  for (const std::string& name : names) {
    if (auto taken = take(folder, name, "input", set.inputs); !taken) return taken.failure();
    if (auto taken = take(folder, name, "output", set.outputs); !taken) return taken.failure();
  }
  if (set.outputs.empty() && !set.inputs.empty())
    return Failure{kRefused, folder, "needs output_0 beside its inputs, but got none", {}, kLayout};
  return set;
}

Outcome<std::vector<DataSet>> findDataSets(const std::vector<std::string>& folders) {
  std::vector<DataSet> all;
  for (llvm::StringRef folder : folders) {
    std::string base = folder.size() > 1 ? folder.rtrim('/').str() : folder.str();
    auto names = namesIn(base);
    if (!names) return names.failure();
    auto own = setIn(base, *names);
    if (!own) return own.failure();
    size_t before = all.size();
    if (!own->outputs.empty()) all.push_back(*own);
    for (const std::string& name : *names) {
      std::string inner = base + "/" + name;
      if (!own->outputs.empty() || !fs::is_directory(inner)) continue;
      auto innerNames = namesIn(inner);
      if (!innerNames) return innerNames.failure();
      auto set = setIn(inner, *innerNames);
      if (!set) return set.failure();
      if (!set->outputs.empty()) all.push_back(*set);
    }
    if (all.size() == before)
      return Failure{
          kRefused, base, "needs a data set, or folders with them, but got none", {}, kLayout};
  }
  return all;
}

Outcome<std::vector<std::vector<char>>> readSetInputs(arena::ProgramOp program, const DataSet& set,
                                                      const std::vector<std::string>& names,
                                                      bool quantize) {
  auto inputs = readInputs(program, set.inputs, names, quantize);
  if (inputs || set.inputs.size() == codegen::inputsOf(program).size()) return inputs;
  Failure failure = inputs.failure();
  failure.where = set.name;
  failure.help = "input_0, input_1, .. are the model's inputs, in its order";
  return failure;
}

Outcome<std::vector<std::vector<char>>> readOutputs(arena::ProgramOp program, const DataSet& set,
                                                    const std::vector<std::string>& names,
                                                    bool quantize) {
  llvm::SmallVector<arena::SlotOp> outputs = codegen::outputsOf(program);
  if (set.outputs.size() != outputs.size())
    return Failure{kRefused, set.name,
                   "needs " + counted(outputs.size(), "output") + " of " +
                       codegen::fileOf(program) + ", but got " +
                       std::to_string(set.outputs.size())};
  std::vector<std::vector<char>> all;
  for (size_t i = 0; i < outputs.size(); ++i) {
    auto tensor = readTensorFor(outputs[i], set.outputs[i], quantize);
    if (!tensor) return tensor.failure();
    std::string needed = codegen::typeText(outputs[i].getTensorType());
    if (typeText(*tensor) != needed)
      return Failure{kRefused, set.outputs[i],
                     "output " + std::to_string(i) + " needs " + nameOf(outputs[i], i, names) +
                         " " + needed + ", but got " + typeText(*tensor)};
    all.push_back(std::move(tensor->bytes));
  }
  return all;
}

}  // namespace pelemay
