//===- StackMoves.h - what one instruction does to the stack pointer ---------------------------------===//
#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

namespace pelemay {

/// Of an instruction as LLVM prints it, x86 in AT&T's syntax.
struct StackMove {
  bool known = false;  // nothing but these; an instruction that writes the stack pointer should be
  int64_t down = 0;    // bytes that it may move down; up is 0
  int64_t align = 0;   // of these, bytes that an alignment may skip
};
StackMove stackMoveOf(llvm::StringRef text);

/// How far below the stack pointer it reads or writes: x86's red zone; else 0.
int64_t belowStackOf(llvm::StringRef text);

}  // namespace pelemay
