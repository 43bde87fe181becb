//===- Execute.h - other programs, and a folder they work in ---------------------------------------===//
#pragma once

#include "compiler/targets/Target.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/ErrorOr.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

/// A folder of its own for files of one command; gone with the object, also where a signal ends us.
class TemporaryFolder {
 public:
  /// Where the system has temporary files.
  static Outcome<TemporaryFolder> make();
  /// `prefix` is a path, the folder's name goes on behind it.
  static llvm::ErrorOr<TemporaryFolder> makeAt(const std::string& prefix);
  TemporaryFolder(TemporaryFolder&& other) : path_(std::move(other.path_)) { other.path_.clear(); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

/// The path of the tool's first command that is installed; empty if none is.
std::string findTool(const Tool& tool);

/// "needs arm-none-eabi-g++, which is not installed", and the package that would cure it.
Failure missing(const Tool& tool, const std::string& purpose);

struct Executed {
  int status = 0;     // of the program; negative: a signal ended it
  std::string ended;  // "ended with status 139", "was ended by a signal: Segmentation fault"
  bool timedOut = false;
  std::string out, err;
};

/// What the program said on stderr, a screen of it; how it ended if it said nothing.
std::string complaintOf(const Executed& done);

/// Runs a program without input, whose temporary files lie in `scratch`, too. `seconds` 0: as long
/// as it takes. A program that takes longer ends with all that it started. A failure is one of
/// ours: it could not be started.
Outcome<Executed> execute(const std::vector<std::string>& command, const TemporaryFolder& scratch,
                          unsigned seconds = 0);

Outcome<bool> writeFile(const std::string& path, const std::string& text);
Outcome<bool> writeFile(const std::string& path,
                        llvm::function_ref<void(llvm::raw_ostream&)> print);

}  // namespace pelemay
