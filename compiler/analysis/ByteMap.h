//===- ByteMap.h - who owns each byte, kept as intervals -----------------------------------------===//
#pragma once

#include <cstdint>
#include <map>

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pelemay::check {

/// Intervals with an owner each; what lies between them belongs to nobody.
class ByteMap {
 public:
  struct Owner {
    int slot = -1;
    int step = -1;      // that wrote the bytes; -1: there before the run
    int64_t shift = 0;  // byte `number` of the slot lies at number + shift
    bool scratch = false;

    bool operator==(const Owner& other) const {
      return slot == other.slot && step == other.step && shift == other.shift &&
             scratch == other.scratch;
    }
  };

  /// [begin, end) belongs to `owner` from now on.
  void set(int64_t begin, int64_t end, const Owner& owner);

  /// Calls `visit(begin, end, owner)` for the stretches of [begin, end) in order, with null for
  /// those of nobody, until it answers false.
  void visit(int64_t begin, int64_t end,
             llvm::function_ref<bool(int64_t, int64_t, const Owner*)> visit) const;

 private:
  struct Stretch {
    int64_t end;
    Owner owner;
  };
  using Stretches = std::map<int64_t, Stretch>;  // by first byte

  Stretches::iterator splitAt(int64_t position);

  Stretches stretches_;
};

}  // namespace pelemay::check
