//===- Types.h - Nx's element types and shapes, and ours --------------------------------------===//
#pragma once

#include "frontends/nx/reader/Field.h"
#include "mlir/IR/BuiltinTypes.h"

namespace pelemay::nx {

/// The type of {"type": "f32", "shape": [1, 8]}. Signed integers are i8 and i32, u8 is ui8.
std::optional<mlir::RankedTensorType> tensorType(const Field& field);

/// Nx's name of an element type: "s8".
std::string elementName(mlir::Type element);

/// "f32 [1, 8]".
std::string titled(mlir::Type type);

}  // namespace pelemay::nx
