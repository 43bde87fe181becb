//===- Flags.h - the flags of pelemay-plan, in one table -----------------------------------------===//
#pragma once

#include <string>
#include <vector>

namespace pelemay {

struct PlanOptions {
  bool help = false, draw = false, check = false;
  std::string output;  // a file; empty: stdout
  std::string file;
};

/// Empty, or what makes no sense about the command line. `arguments` without the program's name.
std::string parse(const std::vector<std::string>& arguments, PlanOptions& options);

std::string helpPage();

}  // namespace pelemay
