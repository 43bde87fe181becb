//===- Variants.h - the kernels a step can be computed by ------------------------------------------===//
//
// One record a kernel of runtime/pelemay/kernels: which op it computes, under which shape, which
// rows it reads, how its call is written, and what it needs and promises. select-variants asks for
// shape and rows, pack-weights for the order of the weights, the printer for the arguments.
//
// To add one: a record in variants/, and the kernel's header.
//===---------------------------------------------------------------------------------------------===//
#pragma once

#include "dialects/arena/Arena.h"

namespace pelemay::codegen {

/// A kernel call's text, taken apart: `name<Shape, templates..>(arguments..)`.
struct Call {
  llvm::SmallVector<std::string> templates;
  llvm::SmallVector<std::string> arguments;
};

/// What a result may share bytes with.
enum class Overlay {
  kNone,         // nothing it reads
  kSameElement,  // an operand of its own shape, element by element
};

/// How exactly a kernel meets its op's meaning.
enum class Exactness {
  kExact,   // integers and data movement: equal bytes everywhere
  kFloats,  // one fixed order of summation, tolerances of the target's float unit
};

struct KernelVariant {
  llvm::StringLiteral name;  // function template in runtime/pelemay/kernels
  llvm::StringLiteral op;    // the graph op; empty: every op with a scalar expression

  /// A row kernel is called by a driver, `layer(name<..>(..), in.., out)`; a whole one as it is.
  bool byRows;

  /// Whether the kernel can compute this step at all; null: always. Earlier records win.
  bool (*accepts)(arena::StepOp step);
  /// The shape type it is given. Failure has been reported at the step.
  mlir::FailureOr<arena::ShapeAttr> (*shape)(arena::StepOp step);
  /// Which rows of each input an output row reads; null where the step is opaque.
  mlir::ArrayAttr (*rows)(arena::StepOp step);
  /// Template arguments behind the shape, and the arguments of the call, epilogue included.
  Call (*call)(arena::StepOp step);

  llvm::StringLiteral pack = "dense";  // order of weight 0, see runtime/pelemay/pack.h
  Overlay overlay = Overlay::kNone;
  Exactness exactness = Exactness::kFloats;
  int64_t margin = 0;       // pixels it needs left and right of each row; 0 is always legal
  int64_t rowsPerStep = 1;  // output rows a call computes
  bool anyEpilogue = true;  // applies element-wise ops and requantization to each result
  bool mayFail = false;     // returns a status

  /// Whether pixels of an operand of the step (inputs, then results, as they are numbered) may lie
  /// further apart than their channels; null: of none.
  bool (*takesPitch)(arena::StepOp step, unsigned operand) = nullptr;
};

/// All variants, in the order they are tried.
llvm::ArrayRef<KernelVariant> variants();

/// The first variant that computes `step`, or null.
const KernelVariant* variantFor(arena::StepOp step);

/// The variant a step has been given, or null.
const KernelVariant* variantOf(arena::StepOp step);

/// Whether the step's kernel reads an element of `input` before it writes the one at the same
/// place.
bool readsFirst(arena::StepOp step, unsigned input);

/// Whether the kernel of the step that reads or writes a slot can do so where pixels lie apart.
bool takesPitch(mlir::OpOperand& use);

/// Gives `step` the shape and row maps that `variant` has for its operands as they lie.
mlir::LogicalResult giveKernel(arena::StepOp step, const KernelVariant& variant);

}  // namespace pelemay::codegen
