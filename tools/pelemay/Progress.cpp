#include "tools/pelemay/Progress.h"

#include <unistd.h>

#include <cstdio>

namespace pelemay {

using std::chrono::seconds;

Progress::Progress() : start_(std::chrono::steady_clock::now()) {
  if (isatty(STDERR_FILENO)) thread_ = std::thread([this] { show(); });
}

void Progress::stage(const std::string& text) {
  std::lock_guard<std::mutex> lock(mutex_);
  stage_ = text;
}

void Progress::stop() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Progress::show() {
  std::unique_lock<std::mutex> lock(mutex_);
  auto ended = [this] { return ended_; };
  wake_.wait_until(lock, start_ + seconds(2), ended);
  while (!ended_) {
    auto spent = std::chrono::duration_cast<seconds>(std::chrono::steady_clock::now() - start_);
    std::fprintf(stderr, "\r\x1b[K%s (%lld s)", stage_.c_str(),
                 static_cast<long long>(spent.count()));
    shown_ = true;
    wake_.wait_for(lock, seconds(1), ended);
  }
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

}  // namespace pelemay
