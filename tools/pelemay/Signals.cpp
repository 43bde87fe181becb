#include "tools/pelemay/Signals.h"

#include <sys/prctl.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <thread>
#include <utility>
#include <vector>

#include "llvm/Support/FileSystem.h"

namespace pelemay {

namespace {
struct State {
  std::mutex mutex;
  std::vector<std::pair<std::string, Uninterrupted::What>> folders;
  pid_t leader = 0;
};
}  // namespace

/// Never destroyed: the thread outlives main.
static State& state() {
  static State* all = new State;
  return *all;
}

Uninterrupted::Uninterrupted() : lock_(state().mutex) {}

void Uninterrupted::owns(const std::string& folder, What what) {
  state().folders.emplace_back(folder, what);
}

void Uninterrupted::disowns(const std::string& folder) {
  llvm::erase_if(state().folders, [&](const auto& entry) { return entry.first == folder; });
}

void Uninterrupted::runs(pid_t leader) { state().leader = leader; }

void endGroup(pid_t leader) {
  kill(-leader, SIGKILL);
  kill(leader, SIGKILL);  // before it has made its group
  // The orphans of the group are ours by now (watchSignals): none of them writes when this returns.
  while (waitpid(leader, nullptr, 0) > 0 || errno == EINTR) continue;
  while (waitpid(-leader, nullptr, 0) > 0 || errno == EINTR) continue;
}

[[noreturn]] static void endBy(int signal, const sigset_t& watched) {
  state().mutex.lock();  // for good: nothing else may end us, or begin something
  if (state().leader > 0) endGroup(state().leader);
  for (auto it = state().folders.rbegin(); it != state().folders.rend(); ++it)
    if (it->second == Uninterrupted::kWhole)
      llvm::sys::fs::remove_directories(it->first);
    else
      llvm::sys::fs::remove(it->first);  // if it is empty
  std::signal(signal, SIG_DFL);
  raise(signal);
  pthread_sigmask(SIG_UNBLOCK, &watched, nullptr);
  _exit(128 + signal);  // not reached
}

void watchSignals() {
  sigset_t watched, blocked;
  sigemptyset(&watched);
  sigemptyset(&blocked);
  for (int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now;
    if (sigaction(number, nullptr, &now) == 0 && now.sa_handler != SIG_IGN)
      sigaddset(&watched, number);
    sigaddset(&blocked, number);  // those that are ignored, too, or LLVM's handler would end us
  }
  std::signal(SIGCHLD, SIG_DFL);  // where a parent ignored it we could not wait for programs
  sigaddset(&blocked, SIGCHLD);   // Execute.cpp waits for it with a limit
  pthread_sigmask(SIG_BLOCK, &blocked, nullptr);  // of all threads to come
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  state();
  std::thread([watched] {
    int signal = 0;
    while (sigwait(&watched, &signal) != 0) continue;
    endBy(signal, watched);
  }).detach();
}

}  // namespace pelemay
