//===- Files.h - what the fuzzers read ------------------------------------------------------------===//
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace pelemay::fuzz {

/// All bytes of a file; none where it cannot be read.
inline std::string readAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace pelemay::fuzz
