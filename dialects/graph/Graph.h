//===- Graph.h - the graph dialect: what is computed ----------------------------------------------===//
#pragma once

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/graph/Dialect.h.inc"
#include "dialects/graph/Infer.h"
#include "dialects/graph/Interfaces.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/graph/Attributes.h.inc"

#define GET_OP_CLASSES
#include "dialects/graph/ops/Aggregation.h.inc"
#define GET_OP_CLASSES
#include "dialects/graph/ops/Creation.h.inc"
#define GET_OP_CLASSES
#include "dialects/graph/ops/Element.h.inc"
#define GET_OP_CLASSES
#include "dialects/graph/ops/Linear.h.inc"
#define GET_OP_CLASSES
#include "dialects/graph/ops/Normalization.h.inc"
#define GET_OP_CLASSES
#include "dialects/graph/ops/Quantization.h.inc"
#define GET_OP_CLASSES
#include "dialects/graph/ops/Shape.h.inc"
#define GET_OP_CLASSES
#include "dialects/graph/ops/Window.h.inc"

namespace pelemay::graph {

/// Attributes any graph op, function argument or result may carry.
inline constexpr llvm::StringLiteral kOrigins{"origins"};  // array of #graph.origin
inline constexpr llvm::StringLiteral kName{"graph.name"};  // the user's name of an input or output
inline constexpr llvm::StringLiteral kQuant{"graph.quant"};  // #graph.quant of a value
inline constexpr llvm::StringLiteral kModel{
    "graph.model"};  // dictionary on the module: file, hash, ..

/// The #graph.origin attributes of `op`; empty when there are none.
llvm::SmallVector<OriginAttr> originsOf(mlir::Operation* op);

/// The name an op's result goes by: from its last origin's node, or the op's mnemonic.
std::string nameOf(mlir::Operation* op);

/// The integers of the sum of two quantized tensors, as `graph.add_requantize` and an epilogue have
/// them.
struct SumParameters {
  llvm::ArrayRef<int32_t> zeros, multipliers;
  int64_t shift, zero, lo, hi;
  std::optional<llvm::ArrayRef<int64_t>> ties;
};

/// Reads them from the attributes of an epilogue's `add_requantize`; nothing if one is missing.
std::optional<SumParameters> sumParametersOf(mlir::DictionaryAttr attributes);

/// (C1), (C2) of `graph.add_requantize` for operands of type `element`.
llvm::LogicalResult verifySum(llvm::function_ref<mlir::InFlightDiagnostic()> error,
                              mlir::Type element, mlir::Type result, const SumParameters& sum);

/// Checks a host's epilogue against its extras: every entry names a scalar op or requantizes, and
/// every operand is a tensor of the result's shape or one value a channel.
llvm::LogicalResult verifyEpilogue(HostOp op);

}  // namespace pelemay::graph
