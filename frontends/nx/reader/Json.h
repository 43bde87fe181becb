//===- Json.h - JSON from files that are not trusted ------------------------------------------===//
//
// The library keeps the last of repeated keys in silence and builds what is nested as deep as it
// comes. Both are refused here, before anything is read from the value.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "llvm/ADT/StringRef.h"

namespace pelemay::nx {

/// The value of a text whose outermost value is an object, or what is wrong with it.
std::optional<nlohmann::json> parseObject(llvm::StringRef text, std::string& problem);

/// A value in an error: short, whatever the file says. "\"all\"", "1.5", "a list".
std::string shown(const nlohmann::json& value);

/// A text of the file in an error: cut after 60 bytes.
std::string inQuotes(llvm::StringRef text);

}  // namespace pelemay::nx
