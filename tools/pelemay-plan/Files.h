//===- Files.h - what goes in and comes out, or why it cannot ------------------------------------===//
#pragma once

#include <string>

#include "compiler/planner/Result.h"

namespace pelemay {

/// All bytes of a file, or of standard input for "-".
planner::Result<std::string> contents(const std::string& file);

/// To a file; for "" to standard output. The error, if there is one.
std::optional<planner::Error> writeOut(const std::string& file, const std::string& text);

}  // namespace pelemay
