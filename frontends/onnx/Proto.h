//===- Proto.h - ONNX's protobuf classes: for the .cpp files of this folder alone -------------===//
// We link Debian's libonnx_proto and nothing else of ONNX: it parses every model up to opset 28,
// and what it does not know it keeps as unknown fields, which Fields.cpp refuses.
//===------------------------------------------------------------------------------------------===//
#pragma once

#define ONNX_ML 1
#define ONNX_NAMESPACE onnx

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include <onnx/onnx_pb.h>
#pragma GCC diagnostic pop

namespace pelemay::onnx {
namespace proto = ::onnx;
}  // namespace pelemay::onnx
