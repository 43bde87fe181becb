//===- SelfTest.h - `pelemay compile --self-test DATASET` ------------------------------------------===//
#pragma once

#include "tools/pelemay/Model.h"

namespace pelemay {

/// Adds NAME_self_test.{h,cpp} with the data in options.selfTest, and the option in CMakeLists.txt.
Outcome<bool> addSelfTest(const Options& options, Compiled& compiled,
                          std::vector<codegen::File>& files);

}  // namespace pelemay
