#include "tools/pelemay/Spawn.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "llvm/ADT/StringRef.h"

namespace pelemay {

static std::vector<char*> pointersTo(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// Ours, but for TMPDIR.
static std::vector<std::string> environment(const std::string& folder) {
  std::vector<std::string> all = {"TMPDIR=" + folder};
  for (char** each = environ; *each != nullptr; ++each)
    if (!llvm::StringRef(*each).starts_with("TMPDIR=")) all.push_back(*each);
  return all;
}

static bool opens(int descriptor, const char* file, int flags) {
  int opened = open(file, flags, 0600);
  bool done = opened >= 0 && dup2(opened, descriptor) >= 0;
  if (opened > STDERR_FILENO) close(opened);
  return done;
}

/// In the child, between fork and exec: system calls only. Returns if the program did not start.
static void become(char* const* command, char* const* environment, const char* out, const char* err,
                   pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);  // too late: it is gone already
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setsid();
  int flags = O_WRONLY | O_CREAT | O_TRUNC;
  if (opens(STDIN_FILENO, "/dev/null", O_RDONLY) && opens(STDOUT_FILENO, out, flags) &&
      opens(STDERR_FILENO, err, flags))
    execve(command[0], command, environment);
}

pid_t spawn(const std::vector<std::string>& command, const std::string& folder) {
  std::vector<std::string> words = command, variables = environment(folder);
  std::vector<char*> arguments = pointersTo(words), environment = pointersTo(variables);
  std::string out = folder + "/stdout", err = folder + "/stderr";
  int news[2];  // closed by exec, or says why there was none
  if (pipe2(news, O_CLOEXEC) != 0) return -1;
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    become(arguments.data(), environment.data(), out.c_str(), err.c_str(), parent);
    int why = errno;
    _exit(write(news[1], &why, sizeof why) == sizeof why ? 127 : 126);
  }
  int why = child < 0 ? errno : 0;
  close(news[1]);
  if (child > 0 && read(news[0], &why, sizeof why) == sizeof why) waitpid(child, nullptr, 0);
  close(news[0]);
  errno = why;
  return why == 0 ? child : -1;
}

}  // namespace pelemay
