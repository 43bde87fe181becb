//===- Spawn.h - starts a program that does not outlive us --------------------------------------------===//
//
// LLVM starts programs, too, but cannot say that the kernel shall end them when we are killed.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace pelemay {

/// Starts command[0], a path, as the leader of a group of its own, without input. It writes to the
/// files stdout and stderr of `folder`, and its temporary files there. It ends when we are killed.
/// -1, and errno says why, where it could not be started.
pid_t spawn(const std::vector<std::string>& command, const std::string& folder);

}  // namespace pelemay
