//===- Signals.h - Ctrl-C leaves nothing behind ------------------------------------------------------===//
//
// From the first line of main on, a thread of its own takes INT, TERM and HUP: it ends the program
// that we run, removes our folders and lets the signal end us, as it would have: a shell sees a
// signal (130, 143), never the exit code of a refusal. A thread, as a handler may hardly call
// anything. Signals that were ignored when we began (nohup) stay so.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <sys/types.h>

#include <mutex>
#include <string>

namespace pelemay {

/// Before any other thread is begun.
void watchSignals();

/// While it lives no signal ends us, so that what is done meanwhile is done whole. Not nested.
class Uninterrupted {
 public:
  enum What { kWhole, kIfEmpty };

  Uninterrupted();
  /// What a signal removes, the newest first.
  void owns(const std::string& folder, What what);
  void disowns(const std::string& folder);
  /// The leader of the group that a signal ends; 0: none.
  void runs(pid_t leader);

 private:
  std::lock_guard<std::mutex> lock_;
};

/// Ends a program that leads a group, and the group, and waits for their ends.
void endGroup(pid_t leader);

}  // namespace pelemay
