//===- Fields.h - is every field of the model one that we know? -------------------------------===//
// A field that our protobuf classes lack would be dropped silently, and with it perhaps the meaning
// of its node. So each unknown field is an error, but for the few known to carry no meaning.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>

#include "frontends/onnx/Problem.h"

namespace google::protobuf {
class Message;
}

namespace pelemay::onnx {

/// The first unknown field of `message` or below, or the first string that is not UTF-8.
std::optional<Problem> findUnknownField(const google::protobuf::Message& message);

}  // namespace pelemay::onnx
