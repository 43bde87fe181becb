//===- Extend.h - a target's document with what it extends --------------------------------------===//
#pragma once

#include <nlohmann/json.hpp>

#include "compiler/targets/Target.h"

namespace pelemay {

/// The document `start` laid over what it extends, over what that extends, and so on, each as a
/// JSON merge patch (RFC 7396): objects field by field, all else replaced, null takes a field away.
/// `extends` itself is gone. False and `error`: what is wrong, and in which document.
bool extended(TargetText start, const FindTarget& find, nlohmann::json& merged, TargetError& error);

}  // namespace pelemay
