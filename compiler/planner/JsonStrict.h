//===- JsonStrict.h - is the text JSON, and is each key there once? -------===//
//
// The JSON library keeps the last of repeated keys in silence, and reads as
// deep as the text goes. Neither belongs in a contract.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_JSONSTRICT_H
#define PELEMAY_COMPILER_PLANNER_JSONSTRICT_H

#include <optional>
#include <string>
#include <string_view>

namespace pelemay::planner {

/// What is wrong with the text as JSON, if anything.
std::optional<std::string> whatIsNotStrict(std::string_view text);

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_JSONSTRICT_H
