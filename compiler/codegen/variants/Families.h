//===- Families.h - the families of kernels, and what their records share ------------------------===//
#pragma once

#include "compiler/codegen/Variants.h"

namespace pelemay::codegen {

/// Each family's records, in the order they are tried.
llvm::ArrayRef<KernelVariant> windowVariants();        // conv, depthwise, pools
llvm::ArrayRef<KernelVariant> productVariants();       // linear, matmul
llvm::ArrayRef<KernelVariant> quantizationVariants();  // quantize, dequantize, add_requantize, ..
llvm::ArrayRef<KernelVariant> elementVariants();       // map, copy
llvm::ArrayRef<KernelVariant> wholeVariants();         // softmax, reduce, transpose
llvm::ArrayRef<KernelVariant> moveVariants();          // concat, slice, pad

/// Reports why a step has no kernel, and what would help.
mlir::InFlightDiagnostic refuse(arena::StepOp step, const llvm::Twine& text,
                                const llvm::Twine& help);

/// Whether the graph op of this mnemonic has a scalar expression, and the functor it became.
bool isScalar(llvm::StringRef op);
std::string functorOf(llvm::StringRef op);

/// The parameters of its scalar, in the order of the functor's members.
llvm::ArrayRef<llvm::StringRef> scalarParameters(llvm::StringRef op);

/// Whether `values` has each of them, as a float.
bool hasParameters(llvm::StringRef op, mlir::DictionaryAttr values);

/// `Relu{}`, `Clip{0.0f, 6.0f}`: the functor with its parameters, which `values` has.
std::string functorText(llvm::StringRef op, mlir::DictionaryAttr values);

/// The tensor type of the step's graph operand number `i`, be it a slot or a constant.
mlir::RankedTensorType operandType(arena::StepOp step, unsigned i);
unsigned operandCount(arena::StepOp step);
mlir::RankedTensorType resultType(arena::StepOp step);

/// The constant symbol that is the step's graph operand number `i`; null if it is a slot or absent.
mlir::FlatSymbolRefAttr weightOf(arena::StepOp step, unsigned i);

/// The slot that is the step's graph operand number `i`; null if it is a constant or absent.
mlir::Value slotOf(arena::StepOp step, unsigned i);

/// `variant` takes its first operand, what its epilogue reads and its result with pixels apart.
KernelVariant withPitch(KernelVariant variant);

/// A parameter of the graph op; the default where it is absent.
int64_t paramInt(arena::StepOp step, llvm::StringRef name, int64_t otherwise = 0);
llvm::SmallVector<int64_t> paramInts(arena::StepOp step, llvm::StringRef name,
                                     llvm::ArrayRef<int64_t> otherwise = {});

/// #arena.shape<"Window" [..]>; trailing terms equal to their default are left out.
struct Term {
  llvm::StringRef name;
  llvm::SmallVector<int64_t> values, otherwise;  // `otherwise` empty: always written
};
arena::ShapeAttr makeShape(mlir::MLIRContext* context, llvm::StringRef family,
                           llvm::ArrayRef<Term> terms);

/// In<..> or Out<..> of a slot seen as rows, pixels and channels; with a pitch where it has one.
Term mapTerm(llvm::StringRef name, llvm::ArrayRef<int64_t> sizes, mlir::Value slot);

/// Extent<outer, n, inner> around the first operand's axes [first, last].
arena::ShapeAttr extentShape(arena::StepOp step, int64_t first, int64_t last);

/// An output row reads one row of each input, the one of its own number; `whole[i]`: all rows of
/// input i.
mlir::ArrayAttr makeRows(arena::StepOp step, arena::RowMapAttr first,
                         llvm::ArrayRef<bool> whole = {});

/// Whether `type` has rows in the sense of slots: N = 1 and rank 3 or more, or rank below 3 (one
/// row).
bool hasRows(mlir::RankedTensorType type);

/// Appends the epilogue as one argument, if there is one: `Map<Relu>{}`, `then(..)`,
/// `requantize(..)`.
void addEpilogue(arena::StepOp step, Call& call);

/// `requantize(one(..), each(..), ..)`.
std::string requantizeText(arena::RequantizeAttr by);

/// `{za, Ma}, {zb, Mb}, n, zero, lo, hi`: the arguments of `add_requantize` and `sum_of`.
llvm::SmallVector<std::string> sumArguments(mlir::DictionaryAttr parameters);

/// Where a table's value for 0 is, for values of type `element`: `table + 128`, or `table`.
std::string tableText(mlir::FlatSymbolRefAttr table, mlir::Type element);

/// C++ of a list that is one value or a constant: `one(3)`, `each(kws_conv1_shift)`.
std::string listText(mlir::Attribute value);

/// Whether a slot or view has a variable of its own in the run function: a view of all of its base,
/// a reshape, has not.
bool hasVariable(mlir::Value slot);

/// The variable a slot or view is known by in the run function.
std::string variableOf(mlir::Value slot);

/// The C++ type of an element, and what stands for a bias of it where there is none.
std::string cType(mlir::Type element);
std::string noBias(mlir::Type element);

/// A float as C++ reads it back exactly.
std::string floatText(float value);

}  // namespace pelemay::codegen
