#include "tools/pelemay-plan/Files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace pelemay {

using planner::Error;
using planner::kNone;
using planner::Result;

static Error wrong(std::string what, std::string help) {
  return {Error::Kind::badJson, std::move(what), kNone, 0, 0, std::move(help)};
}

/// A folder opens like a file and fails only when it is read, so it is asked for first.
static bool isFolder(const std::string& file) {
  std::error_code ignored;
  return std::filesystem::is_directory(file, ignored);
}

Result<std::string> contents(const std::string& file) {
  const char* cure =
      "name a plan.json that can be read, as `pelemay compile` writes it, or - for standard input";
  if (isFolder(file)) return wrong("needs a file, but got a folder: " + file, cure);
  bool piped = file == "-";
  errno = 0;
  std::FILE* stream = piped ? stdin : std::fopen(file.c_str(), "rb");
  std::string text;
  char block[1 << 16];
  while (stream != nullptr) {
    size_t count = std::fread(block, 1, sizeof block, stream);
    if (count == 0) break;
    text.append(block, count);
  }
  bool read = stream != nullptr && std::ferror(stream) == 0;
  std::string reason = errno != 0 ? std::string(": ") + std::strerror(errno) : "";
  if (stream != nullptr && !piped) std::fclose(stream);
  if (read) return text;
  return wrong("cannot read " + (piped ? "standard input" : file) + reason, cure);
}

std::optional<Error> writeOut(const std::string& file, const std::string& text) {
  bool piped = file.empty();
  const char* cure = piped ? "a full disk or a closed pipe; -o FILE writes elsewhere"
                           : "-o needs a path in a folder that exists and may be written to";
  if (isFolder(file)) return wrong("needs a file for -o, but got a folder: " + file, cure);
  errno = 0;
  std::FILE* stream = piped ? stdout : std::fopen(file.c_str(), "wb");
  bool written = stream != nullptr &&
                 std::fwrite(text.data(), 1, text.size(), stream) == text.size() &&
                 std::fflush(stream) == 0;
  std::string reason = errno != 0 ? std::string(": ") + std::strerror(errno) : "";
  if (stream != nullptr && !piped && std::fclose(stream) != 0) written = false;
  if (written) return std::nullopt;
  return wrong("cannot write " + (piped ? "to standard output" : file) + reason, cure);
}

}  // namespace pelemay
