//===- MemoryMap.h - memories that a linker can follow -----------------------------------------===//
#pragma once

#include <string>

#include "compiler/targets/Target.h"

namespace pelemay {

/// What is wrong with a target's memories, beginning with the field; empty: nothing. They have
/// names of their own and share no addresses. Our linker script for bare metal puts variables and
/// the stack into `ram`, which is where slots are planned: in the first memory.
std::string wrongMemories(const Target& target);

}  // namespace pelemay
