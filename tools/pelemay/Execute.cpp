#include "tools/pelemay/Execute.h"

#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/pelemay/Data.h"
#include "tools/pelemay/Signals.h"
#include "tools/pelemay/Spawn.h"

namespace fs = llvm::sys::fs;

namespace pelemay {

llvm::ErrorOr<TemporaryFolder> TemporaryFolder::makeAt(const std::string& prefix) {
  Uninterrupted now;
  llvm::SmallString<128> path;
  if (std::error_code error = fs::createUniqueDirectory(prefix, path)) return error;
  now.owns(path.str().str(), Uninterrupted::kWhole);
  return TemporaryFolder(path.str().str());
}

Outcome<TemporaryFolder> TemporaryFolder::make() {
  auto made = makeAt("pelemay");
  if (made) return std::move(*made);
  llvm::SmallString<128> where;
  llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, where);
  return Failure{kEnvironment,
                 "",
                 "needs a temporary folder in " + where.str().str() +
                     ", but got: " + made.getError().message(),
                 {},
                 "TMPDIR names another folder that is there and can be written"};
}

TemporaryFolder::~TemporaryFolder() {
  if (path_.empty()) return;
  Uninterrupted now;
  fs::remove_directories(path_);
  now.disowns(path_);
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

/// Waits until `child` has ended, and leaves it to be reaped; false: it takes longer than
/// `seconds`.
static bool hasEnded(pid_t child, unsigned seconds) {
  using Clock = std::chrono::steady_clock;
  siginfo_t info;
  if (seconds == 0) {
    while (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR)
      continue;
    return true;
  }
  sigset_t children;  // blocked since watchSignals: none is missed
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  for (Clock::time_point end = Clock::now() + std::chrono::seconds(seconds);;) {
    info.si_pid = 0;
    int done = waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT | WNOHANG);
    if (done != 0 || info.si_pid == child) return true;
    auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(end - Clock::now()).count();
    if (left <= 0) return false;
    timespec limit{static_cast<time_t>(left / 1000000000), static_cast<long>(left % 1000000000)};
    sigtimedwait(&children, nullptr, &limit);
  }
}

Outcome<Executed> execute(const std::vector<std::string>& command, const TemporaryFolder& scratch,
                          unsigned seconds) {
  pid_t child;
  int why;
  {
    Uninterrupted now;  // or a signal would not know of it
    child = spawn(command, scratch.path());
    why = errno;
    now.runs(std::max(child, 0));
  }
  if (child < 0)
    return Failure{kEnvironment, "",
                   "needs to start " + command[0] + ", but got: " + std::strerror(why)};
  Executed result;
  result.timedOut = !hasEnded(child, seconds);
  int status = 0;
  {
    Uninterrupted now;
    if (result.timedOut)
      endGroup(child);
    else
      waitpid(child, &status, 0);
    now.runs(0);
  }
  bool exited = WIFEXITED(status);
  result.status = exited ? WEXITSTATUS(status) : -1;
  result.ended = exited ? "ended with status " + std::to_string(result.status)
                        : std::string("was ended by a signal: ") + strsignal(WTERMSIG(status));
  auto out = readFile(scratch.file("stdout")), err = readFile(scratch.file("stderr"));
  if (!out) return out.failure();
  if (!err) return err.failure();
  result.out = std::move(*out);
  result.err = std::move(*err);
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
  // Into a folder that a signal removes nothing is written meanwhile. A pipe may wait for its
  // reader.
  std::optional<Uninterrupted> now;
  if (!fs::exists(path) || fs::is_regular_file(path)) now.emplace();
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
