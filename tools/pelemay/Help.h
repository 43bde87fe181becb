//===- Help.h - the tables of Flags.cpp as pages for people --------------------------------------===//
#pragma once

#include <string>

#include "tools/pelemay/Options.h"

namespace pelemay {

std::string shortHelp();
std::string helpOf(Verb verb);
std::string markdownHelp();  // docs/cli.md

}  // namespace pelemay
