#include "tools/pelemay/Data.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace pelemay {

static std::string joined(llvm::StringRef folder, llvm::StringRef name) {
  llvm::SmallString<256> whole(folder);
  path::append(whole, name);
  return whole.str().str();
}

Outcome<Data> findData() {
  static int here;
  std::string executable = fs::getMainExecutable("pelemay", &here);
  std::string prefix = path::parent_path(path::parent_path(executable)).str();
  Data data{joined(prefix, "share/pelemay/targets"), joined(prefix, "share/pelemay/runtime"),
            joined(prefix, "share/pelemay/qemu-plugin/count.so")};
  for (const std::string& folder : {data.targets, data.runtime})
    if (!fs::is_directory(folder))
      return Failure{kEnvironment,
                     "",
                     "needs its own data in " + folder + ", but there is no such folder",
                     {},
                     "install or build Pelemay again; bin/ and share/ belong together"};
  return data;
}

Outcome<std::string> readFile(const std::string& file) {
  auto buffer =
      llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (std::error_code error = buffer.getError())
    return Failure{kRefused, "", "needs to read " + file + ", but got: " + error.message()};
  return (*buffer)->getBuffer().str();
}

Outcome<std::vector<std::string>> filesBelow(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  // Not the recursive iterator's order, which is the disk's.
  for (fs::recursive_directory_iterator it(folder, error), end; it != end && !error;
       it.increment(error))
    if (!fs::is_directory(it->path())) files.push_back(it->path().substr(folder.size() + 1));
  if (error)
    return Failure{kEnvironment, "", "needs to list " + folder + ", but got: " + error.message()};
  llvm::sort(files);
  return files;
}

std::vector<std::string> knownTargets(const Data& data) {
  std::vector<std::string> names;
  if (auto files = filesBelow(data.targets))
    for (const std::string& file : *files)
      if (llvm::StringRef(file).ends_with(".json")) names.push_back(path::stem(file).str());
  return names;
}

Outcome<Target> loadTarget(const Data& data, const std::string& nameOrFile) {
  bool isFile = llvm::StringRef(nameOrFile).ends_with(".json");
  std::string file = isFile ? nameOrFile : joined(data.targets, nameOrFile + ".json");
  if (!isFile && (llvm::StringRef(nameOrFile).contains('/') || !fs::exists(file))) {
    std::vector<std::string> known = knownTargets(data);
    std::string near = nearest(nameOrFile, known);
    return Failure{kUsage,
                   "",
                   "needs a target that is known, but got '" + nameOrFile + "'",
                   {"known are " + listed(known)},
                   near.empty()
                       ? "a target of your own is given as FILE.json (docs/target.schema.json)"
                       : "did you mean " + near + "?"};
  }
  auto text = readFile(file);
  if (!text) return text.failure();
  Target target;
  std::string error;
  if (!readTarget(*text, target, error))
    return Failure{kRefused,
                   path::filename(file).str(),
                   error,
                   {},
                   "docs/target.schema.json describes the file"};
  return target;
}

}  // namespace pelemay
