#include "tools/pelemay/Folder.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "tools/pelemay/Execute.h"
#include "tools/pelemay/Signals.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace pelemay {

static Failure cannot(const std::string& folder, const std::string& reason) {
  return {kRefused, "", "-o needs a folder that can be written, but got " + folder + ": " + reason};
}

/// The folder itself and those above it that had to be made, removed again where they stay empty.
class NewFolders {
 public:
  std::error_code make(llvm::StringRef folder) {
    if (folder.empty() || fs::is_directory(folder)) return {};
    if (std::error_code error = make(path::parent_path(folder))) return error;
    Uninterrupted now;
    if (std::error_code error = fs::create_directory(folder, /*IgnoreExisting=*/false, fs::all_all))
      return error;
    made_.push_back(folder.str());
    now.owns(folder.str(), Uninterrupted::kIfEmpty);
    return {};
  }
  ~NewFolders() {  // those with files in them stay
    Uninterrupted now;
    for (auto it = made_.rbegin(); it != made_.rend(); ++it) {
      fs::remove(*it);
      now.disowns(*it);
    }
  }

 private:
  std::vector<std::string> made_;
};

static Outcome<bool> fill(const std::string& staging, const std::vector<codegen::File>& files) {
  for (const codegen::File& file : files) {
    std::string to = staging + "/" + file.name;
    {
      Uninterrupted now;
      if (std::error_code error = fs::create_directories(path::parent_path(to)))
        return cannot(staging, error.message());
    }
    if (auto written = writeFile(to, [&](llvm::raw_ostream& os) { file.writeTo(os); }); !written)
      return written.failure();
  }
  return true;
}

static Outcome<bool> moveIn(const std::string& staging, const std::string& folder,
                            const std::vector<codegen::File>& files, NewFolders& made) {
  // What could stand in the way of a file is looked for before the first one is moved.
  for (const codegen::File& file : files) {
    std::string to = folder + "/" + file.name;
    if (fs::is_directory(to)) return cannot(folder, file.name + " is a folder there");
    if (std::error_code error = made.make(path::parent_path(to)))
      return cannot(folder, error.message());
  }
  Uninterrupted
      now;  // a header of one version beside a source of another would be wrong in silence
  for (const codegen::File& file : files)
    if (std::error_code error = fs::rename(staging + "/" + file.name, folder + "/" + file.name))
      return cannot(folder, error.message());
  return true;
}

Outcome<bool> writeFolder(const std::string& folder, const std::vector<codegen::File>& files) {
  llvm::SmallString<256> whole(folder);
  if (std::error_code error = fs::make_absolute(whole)) return cannot(folder, error.message());
  path::remove_dots(whole, /*remove_dot_dot=*/false);
  std::string target = whole.str().str();
  if (fs::exists(target) && !fs::is_directory(target)) return cannot(folder, "it is a file");

  NewFolders made;
  if (std::error_code error = made.make(target)) return cannot(folder, error.message());
  // Inside of the folder: surely on the same disk, so that moving is renaming.
  auto staging = TemporaryFolder::makeAt(target + "/.pelemay");
  if (!staging) return cannot(folder, staging.getError().message());
  if (auto filled = fill(staging->path(), files); !filled) return filled;
  return moveIn(staging->path(), target, files, made);
}

}  // namespace pelemay
