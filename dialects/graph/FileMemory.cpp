#include "dialects/graph/FileMemory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <mutex>

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace mlir;

namespace pelemay::graph {

namespace {
/// Which blobs are a file's.
class Mapped {
 public:
  void add(llvm::ArrayRef<char> bytes) {
    std::lock_guard<std::mutex> lock(mutex_);
    ++users_[bytes.data()];  // two constants may share the bytes of a file
  }
  void remove(const char* data) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = users_.find(data);
    if (--found->second == 0) users_.erase(found);
  }
  bool has(const char* data) {
    std::lock_guard<std::mutex> lock(mutex_);
    return users_.count(data) > 0;
  }

 private:
  std::mutex mutex_;
  std::map<const char*, int> users_;
};
}  // namespace

static Mapped& mapped() {
  static Mapped all;
  return all;
}

/// A file that exists as long as it is open; -1 if there can be none.
static int openUnnamed() {
  llvm::SmallString<128> folder;
  llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, folder);
  int file = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  llvm::sys::path::append(folder, "pelemay-XXXXXX");
  file = mkostemp(folder.data(), O_CLOEXEC);  // for file systems without O_TMPFILE
  if (file >= 0) unlink(folder.c_str());
  return file;
}

/// Written, not stored through a mapping: a full disk is then an answer and not a signal.
static bool writeAll(int file, llvm::ArrayRef<char> bytes) {
  while (!bytes.empty()) {
    ssize_t done = write(file, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    bytes = bytes.drop_front(static_cast<size_t>(done));
  }
  return true;
}

static void* spool(llvm::ArrayRef<char> bytes) {
  int file = openUnnamed();
  if (file < 0) return MAP_FAILED;
  void* data = writeAll(file, bytes) ? mmap(nullptr, bytes.size(), PROT_READ, MAP_SHARED, file, 0)
                                     : MAP_FAILED;
  close(file);
  return data;
}

AsmResourceBlob spooled(llvm::ArrayRef<char> bytes) {
  constexpr size_t kAlign = 16;  // what the textual form says of every such constant
  void* data = bytes.empty() ? MAP_FAILED : spool(bytes);
  if (data == MAP_FAILED) return HeapAsmResourceBlob::allocateAndCopyWithAlign(bytes, kAlign);
  llvm::ArrayRef<char> all(static_cast<const char*>(data), bytes.size());
  mapped().add(all);
  auto unmap = [](void* data, size_t size, size_t) {
    mapped().remove(static_cast<const char*>(data));
    munmap(data, size);
  };
  return AsmResourceBlob(all, kAlign, unmap, /*dataIsMutable=*/false);
}

AsmResourceBlob borrowed(llvm::ArrayRef<char> bytes, std::shared_ptr<const void> owner) {
  mapped().add(bytes);
  auto release = [owner = std::move(owner)](void* data, size_t, size_t) mutable {
    mapped().remove(static_cast<const char*>(data));
    owner.reset();
  };
  return AsmResourceBlob(bytes, /*dataAlignment=*/1, std::move(release), /*dataIsMutable=*/false);
}

void dropPages(llvm::ArrayRef<char> blob) {
  if (!blob.empty() && mapped().has(blob.data())) dropMappedPages(blob);
}

void dropMappedPages(llvm::ArrayRef<char> bytes) {
  // Neighbours on the first and the last page come back from the file, too. LLVM's dontNeed() is
  // posix_madvise, which does nothing in glibc.
  auto page = static_cast<uintptr_t>(llvm::sys::Process::getPageSizeEstimate());
  auto begin = reinterpret_cast<uintptr_t>(bytes.data()) / page * page;
  auto end = reinterpret_cast<uintptr_t>(bytes.data()) + bytes.size();
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

}  // namespace pelemay::graph
