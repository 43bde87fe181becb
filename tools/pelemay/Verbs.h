//===- Verbs.h - what each command does --------------------------------------------------------------===//
#pragma once

#include "tools/pelemay/Failure.h"

namespace pelemay {

/// Exit codes; errors have been printed.
int compile(const Options& options);
int run(const Options& options);
int verify(const Options& options);
int explain(const Options& options);
int targets(const Options& options);

}  // namespace pelemay
