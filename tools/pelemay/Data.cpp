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
    return Failure{kRefused,
                   "",
                   "needs to read " + file + ", but got: " + error.message(),
                   {},
                   "check the path and the file's permissions"};
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
      if (llvm::StringRef(file).ends_with(".json") && !llvm::StringRef(file).contains('/'))
        names.push_back(path::stem(file).str());  // below: what targets extend
  llvm::sort(names);
  return names;
}

static bool isFile(llvm::StringRef nameOrFile) { return nameOrFile.ends_with(".json"); }

/// The file of a target that comes with the tool, or of what only is extended; or empty.
static std::string fileOf(const Data& data, const std::string& name) {
  if (llvm::StringRef(name).contains('/')) return "";
  for (const char* folder : {"", "bases/"})
    if (std::string file = joined(data.targets, folder + name + ".json"); fs::exists(file))
      return file;
  return "";
}

static Outcome<TargetText> readText(const std::string& file) {
  auto text = readFile(file);
  if (!text) return text.failure();
  llvm::SmallString<256> real;
  if (fs::real_path(file, real)) real = file;
  return TargetText{path::filename(file).str(), real.str().str(), std::move(*text)};
}

/// See FindTarget.
static bool findExtended(const Data& data, const std::string& name, const TargetText& from,
                         TargetText& found, TargetError& error) {
  std::string file = isFile(name) ? joined(path::parent_path(from.path), name) : fileOf(data, name);
  if (file.empty()) {
    std::string near = nearest(name, knownTargets(data));
    error.what = "extends needs a target that is known, or a file that ends in .json, but got '" +
                 name + "'";
    if (!near.empty()) error.help = "did you mean " + near + "?";
    return false;
  }
  auto text = readText(file);
  if (!text) {
    error.what = "extends " + text.failure().what;
    return false;
  }
  found = std::move(*text);
  return true;
}

Outcome<Target> loadTarget(const Data& data, const std::string& nameOrFile) {
  std::vector<std::string> known = knownTargets(data);
  if (!isFile(nameOrFile) && !llvm::is_contained(known, nameOrFile)) {
    std::string near = nearest(nameOrFile, known);
    return Failure{kUsage,
                   "",
                   "needs a target that is known, but got '" + nameOrFile + "'",
                   {"known are " + listed(known)},
                   near.empty()
                       ? "a target of your own is given as FILE.json (docs/target.schema.json)"
                       : "did you mean " + near + "?"};
  }
  auto text = readText(isFile(nameOrFile) ? nameOrFile : fileOf(data, nameOrFile));
  if (!text) return text.failure();
  Target target;
  TargetError error;
  auto find = [&](const std::string& name, const TargetText& from, TargetText& found,
                  TargetError& wrong) { return findExtended(data, name, from, found, wrong); };
  if (!readTarget(std::move(*text), find, target, error))
    return Failure{kRefused, error.file, error.what, error.notes, error.help};
  return target;
}

}  // namespace pelemay
