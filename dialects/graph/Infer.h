//===- Infer.h - shapes of results, computed before anything is verified -------------------------===//
//
// Inference runs before the verifier, so each function checks what it divides by or indexes with,
// and reports what was needed and what was got. `loc` may be absent: then nothing is printed.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include <optional>

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

namespace pelemay::graph {

/// No tensor may hold more elements: keeps every byte count of the compiler within 63 bits.
inline constexpr int64_t kMaxElements = int64_t(1) << 40;

/// The element type sums of `x * w` are kept in: f32 for f32, i32 for 8-bit integers, else null.
mlir::Type accumulatorType(mlir::Type x, mlir::Type w);

/// The element type after an epilogue: the last requantization's, or `element`.
mlir::Type afterEpilogue(mlir::Type element, mlir::ArrayAttr epilogue);

/// Appends the broadcast of the operands' types (one element type), as numpy defines it.
mlir::LogicalResult inferElementwise(std::optional<mlir::Location> loc, llvm::StringRef op,
                                     llvm::ArrayRef<mlir::Value> operands, mlir::ArrayAttr epilogue,
                                     llvm::SmallVectorImpl<mlir::Type>& types);

/// One spatial axis of a window op.
struct WindowAxis {
  int64_t size, window, stride, dilation, before, after;
  /// Rows or columns a window spans.
  int64_t extent() const { return (window - 1) * dilation + 1; }
  int64_t outputs() const { return (size + before + after - extent()) / stride + 1; }
};

/// The two spatial axes of an `N, H, W, C` window op, checked: positive sizes, strides, dilations
/// and windows, pads that are not negative, a window that fits. Failure has been reported.
struct WindowArgs {
  llvm::StringRef op;
  mlir::RankedTensorType x;
  llvm::ArrayRef<int64_t> window, stride, pad;
  std::optional<llvm::ArrayRef<int64_t>> dilation;
};
mlir::FailureOr<std::array<WindowAxis, 2>> windowAxes(std::optional<mlir::Location> loc,
                                                      const WindowArgs& args);

}  // namespace pelemay::graph
