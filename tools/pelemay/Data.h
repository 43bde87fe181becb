//===- Data.h - files that come with the tool ------------------------------------------------------===//
//
// They lie in ../share/pelemay, seen from the executable: targets/*.json, runtime/ and
// qemu-plugin/, in a build tree as well as where Pelemay is installed. No path of the source tree
// is known to the tool.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "compiler/targets/Target.h"
#include "tools/pelemay/Failure.h"

namespace pelemay {

struct Data {
  std::string targets, runtime;  // folders
  std::string plugin;            // QEMU's; the one file that may be missing
};

Outcome<Data> findData();

/// Names of the targets that come with the tool, in order.
std::vector<std::string> knownTargets(const Data& data);

/// A target by its name, or by the name of a file that ends in .json.
Outcome<Target> loadTarget(const Data& data, const std::string& nameOrFile);

Outcome<std::string> readFile(const std::string& path);

/// Paths of all files below a folder, relative to it, in order.
Outcome<std::vector<std::string>> filesBelow(const std::string& folder);

}  // namespace pelemay
