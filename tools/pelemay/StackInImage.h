//===- StackInImage.h - what machine code takes of the stack ----------------------------------------===//
//
// GCC says how large the frames are that it lays out (StackBound.h). It does not say it of
// functions that come as objects, like the helpers for floats and 64-bit integers of CPUs without
// them; nor what x86 code loses to alignment, and writes below the stack pointer. Both are read off
// the linked image, by LLVM's disassemblers. All that moves the stack pointer down in a function is
// added up, whatever the path: what such functions do is simple, and a bound may be too large.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace pelemay {

class StackInImage {
 public:
  /// Nothing for a file that is no ELF image, or of a CPU that LLVM was built without.
  static std::optional<StackInImage> read(const std::string& file);
  StackInImage(StackInImage&&);
  ~StackInImage();

  /// Bytes of a function and of all that it calls. Absent: it is not in the image, or the code does
  /// what is not understood: a stack pointer from elsewhere, recursion, a call by pointer.
  std::optional<int64_t> of(const std::string& function);

  /// Bytes that a function may take beyond the frame that GCC lays out for it.
  int64_t beyondFrame(const std::string& function);

 private:
  struct Code;      // the image and its disassemblers
  struct Function;  // what was found in one
  explicit StackInImage(std::unique_ptr<Code> code);
  const Function* scan(uint64_t begin);
  std::optional<int64_t> deepest(uint64_t begin);

  std::unique_ptr<Code> code_;
  std::map<uint64_t, std::unique_ptr<Function>> scanned_;
  std::map<uint64_t, std::optional<int64_t>> done_;
  std::set<uint64_t> open_;
};

}  // namespace pelemay
