//===- Progress.h - what takes so long ---------------------------------------------------------------===//
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace pelemay {

/// Says on stderr what is going on once a command has taken two seconds; nothing where stderr is no
/// terminal. The line is gone when the work is.
class Progress {
 public:
  Progress();
  ~Progress() { stop(); }

  void stage(const std::string& text);
  void stop();  // before anything else is printed

 private:
  void show();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::string stage_;
  bool ended_ = false, shown_ = false;
  std::chrono::steady_clock::time_point start_;
  std::thread thread_;
};

}  // namespace pelemay
