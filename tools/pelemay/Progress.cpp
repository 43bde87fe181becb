#include "tools/pelemay/Progress.h"

#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace pelemay {

using std::chrono::seconds;

Progress::Progress() : start_(std::chrono::steady_clock::now()) {
  if (llvm::sys::Process::StandardErrIsDisplayed()) thread_ = std::thread([this] { show(); });
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
    llvm::errs() << "\r\x1b[K" << stage_ << " (" << spent.count() << " s)";
    shown_ = true;
    wake_.wait_for(lock, seconds(1), ended);
  }
  if (shown_) llvm::errs() << "\r\x1b[K";
}

}  // namespace pelemay
