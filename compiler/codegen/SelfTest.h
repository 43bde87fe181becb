//===- SelfTest.h - NAME_self_test.{h,cpp}: the model checks itself, on the device ----------------===//
//
// Stored inputs and outputs become constants in flash, and a function runs the model on them: at
// power-on, in production, or as a program of its own (NAME_SELF_TEST_MAIN).
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "compiler/codegen/Print.h"

namespace pelemay::codegen {

struct SelfTestSet {
  std::string name;                                // for a comment
  std::vector<std::vector<char>> inputs, outputs;  // bytes, by number
};

struct SelfTest {
  std::vector<SelfTestSet> sets;
  std::vector<double> allowed;  // error of each output
};

std::string printSelfTestHeader(arena::ProgramOp program, const SelfTest& test,
                                const PrintOptions& options);
std::string printSelfTestSource(arena::ProgramOp program, const SelfTest& test,
                                const PrintOptions& options);
/// What CMakeLists.txt says of it.
std::string selfTestBuild(arena::ProgramOp program);

}  // namespace pelemay::codegen
