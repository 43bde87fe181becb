//===- Counter.h - what QEMU counts while it runs a program of Harness.h ---------------------------===//
//
// tools/qemu-plugin does the counting; a target that runs in QEMU says how it is loaded. Where that
// does not work the run goes on uncounted, and a note says why.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <map>
#include <optional>

#include "tools/pelemay/Data.h"
#include "tools/pelemay/Execute.h"

namespace pelemay {

/// Numbers by the address of an instruction.
using ByAddress = std::map<uint64_t, int64_t>;

struct Counts {
  std::vector<int64_t> instructions;  // of each run
  // Of the first run:
  std::optional<int64_t> read, written, stack;  // bytes; counted if asked for
  ByAddress executed;                           // how often each instruction was
  ByAddress below;  // instructions of other functions, by the call in NAME_run they are due to
};

class Counter {
 public:
  /// For an image that calls NAME_run as Harness.h does. `memory`: reads, writes and stack, too,
  /// which takes twice the time.
  Counter(const Target& target, const Data& data, const TemporaryFolder& scratch,
          const std::string& image, const std::string& model, bool memory);

  /// What stands behind the emulator's name; nothing: runs are not counted.
  const std::vector<std::string>& words() const { return words_; }

  /// Whether a run failed because of the counting; from now on there is none.
  bool isRefused(const Executed& run);

  /// After the run, which called NAME_run so many times.
  std::optional<Counts> counts(size_t calls);

  /// Why nothing is counted on a target that could; or empty.
  const std::string& note() const { return note_; }

 private:
  std::string file_, note_;
  std::vector<std::string> words_;
};

}  // namespace pelemay
