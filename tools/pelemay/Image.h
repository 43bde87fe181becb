//===- Image.h - functions and source lines of a program for any target ----------------------------===//
//
// By LLVM's readers of ELF and DWARF: no target needs an nm or an addr2line of its own.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <map>

#include "tools/pelemay/Failure.h"

namespace pelemay {

/// Half-open; both are 0 where there is no such symbol.
struct AddressRange {
  uint64_t begin = 0, end = 0;
};

/// A place of a source file, as compilers count: from 1. Line 0: not known.
struct Place {
  std::string file;  // as the compiler was given it
  unsigned line = 0, column = 0;
};

class Image {
 public:
  static Outcome<Image> read(const std::string& file);

  /// Of a function or a variable; a linker script's symbols have no size.
  AddressRange symbol(const std::string& name) const;

  /// The function that holds an address, by its name in C++; empty: none does.
  std::string functionAt(uint64_t address) const;

  /// For each address the place in the function that holds it: for inlined code, where the
  /// outermost call of it stands.
  std::vector<Place> places(const std::vector<uint64_t>& addresses) const;

 private:
  std::string file_;
  std::map<std::string, AddressRange> symbols_;
  std::map<uint64_t, std::pair<uint64_t, std::string>> functions_;  // end and name by begin
};

}  // namespace pelemay
