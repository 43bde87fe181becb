//===- Judge.h - is the plan of a document right? ------------------------------------------------===//
#pragma once

#include <string>
#include <vector>

#include "compiler/planner/Json.h"

namespace pelemay {

struct Verdict {
  std::vector<std::string> wrong;  // everything that is; empty: the plan is right
  std::string text;                // what is proven, and what of it could not be checked
};

/// The document must have a plan.
Verdict judge(const planner::Document& document);

}  // namespace pelemay
