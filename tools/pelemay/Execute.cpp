#include "tools/pelemay/Execute.h"

#include <csignal>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Data.h"

namespace fs = llvm::sys::fs;

namespace pelemay {

Outcome<TemporaryFolder> TemporaryFolder::make() {
  llvm::SmallString<128> path;
  if (std::error_code error = fs::createUniqueDirectory("pelemay", path))
    return Failure{kEnvironment, "", "needs a temporary folder, but got: " + error.message()};
  return TemporaryFolder(path.str().str());
}

TemporaryFolder::~TemporaryFolder() {
  if (!path_.empty()) fs::remove_directories(path_);
}

std::string findTool(const Tool& tool) {
  for (const std::string& command : tool.commands)
    if (auto path = llvm::sys::findProgramByName(command)) return *path;
  return "";
}

Failure missing(const Tool& tool, const std::string& purpose) {
  return {kEnvironment,
          "",
          purpose + " needs " + listed(tool.commands) + ", which is not installed",
          {},
          tool.package.empty() ? "" : "sudo apt-get install " + tool.package};
}

static volatile std::sig_atomic_t interrupted = 0;
static volatile pid_t child = 0;

/// The child leads a group of its own: a compiler's or an emulator's children end with it.
static void killGroup(pid_t leader) {
  kill(-leader, SIGKILL);
  kill(leader, SIGKILL);  // before it has made its group
}

static void onSignal(int) {
  interrupted = 1;
  if (child > 0) killGroup(child);
}

/// While another program runs, Ctrl-C ends that program and then us, in order: folders are removed.
class Interruptible {
 public:
  Interruptible() {
    for (size_t i = 0; i < 3; ++i) before_[i] = std::signal(kSignals[i], onSignal);
  }
  ~Interruptible() {
    for (size_t i = 0; i < 3; ++i) std::signal(kSignals[i], before_[i]);
  }

 private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
  void (*before_[3])(int);
};

Outcome<Executed> execute(const std::vector<std::string>& command, const TemporaryFolder& scratch,
                          unsigned seconds) {
  std::string out = scratch.file("stdout"), err = scratch.file("stderr"), error;
  std::vector<llvm::StringRef> arguments(command.begin(), command.end());
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), llvm::StringRef(out),
                                                llvm::StringRef(err)};
  Interruptible guard;
  bool failed = false;
  Executed result;
  llvm::sys::ProcessInfo process =
      llvm::sys::ExecuteNoWait(arguments[0], arguments, std::nullopt, redirects, 0, &error, &failed,
                               nullptr, /*DetachProcess=*/true);
  child = process.Pid;
  if (!failed) {
    if (interrupted) killGroup(process.Pid);
    auto limit = seconds ? std::optional<unsigned>(seconds) : std::nullopt;
    result.status = llvm::sys::Wait(process, limit, &error).ReturnCode;
  }
  child = 0;
  if (interrupted) return Failure{kRefused, "", "interrupted"};
  if (failed || result.status == -1)
    return Failure{kEnvironment, "", "needs to start " + command[0] + ", but got: " + error};
  result.timedOut = result.status == -2 && llvm::StringRef(error).contains("timed out");
  if (result.timedOut) kill(-process.Pid, SIGKILL);
  result.ended = result.status < 0 ? "was ended by a signal: " + error
                                   : "ended with status " + std::to_string(result.status);
  auto outText = readFile(out), errText = readFile(err);
  if (!outText) return outText.failure();
  if (!errText) return errText.failure();
  result.out = std::move(*outText);
  result.err = std::move(*errText);
  return result;
}

std::string complaintOf(const Executed& done) {
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(done.err).trim().split(lines, '\n');
  if (lines.size() > 12) lines.resize(12);
  std::string text = llvm::join(lines, "\n");
  return text.empty() ? "it " + done.ended + " and said nothing" : text;
}

Outcome<bool> writeFile(const std::string& path, const std::string& text) {
  return writeFile(path, [&](llvm::raw_ostream& os) { os << text; });
}

Outcome<bool> writeFile(const std::string& path,
                        llvm::function_ref<void(llvm::raw_ostream&)> print) {
  std::error_code error;
  llvm::raw_fd_ostream os(path, error);
  if (!error) {
    print(os);
    os.close();
    error = os.error();
    os.clear_error();
  }
  if (error)
    return Failure{kRefused, "", "needs to write " + path + ", but got: " + error.message()};
  return true;
}

}  // namespace pelemay
