//===- ImportVerify.cpp - what a frontend promises to all passes behind it --------------------===//
//
// The passes rely on more than an op's verifier can see: one function, static shapes of types that
// kernels have, graph ops alone, and a name for each tensor the user hands over or gets back.
// Checked once, here, whatever frontend made the module. Changes nothing.
//===------------------------------------------------------------------------------------------===//

#include <set>

#include "compiler/passes/Passes.h"
#include "llvm/ADT/StringSet.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHIMPORTVERIFY
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

/// The types that tensors at the model's borders may have: those the generated interface spells.
static bool isBorderType(Type type) {
  return type.isF32() || type.isInteger(8) || type.isInteger(32) || type.isInteger(64);
}

/// Whether the elements of a static shape are at least 1 and at most kMaxElements.
static bool isCountable(RankedTensorType type) {
  int64_t count = 1;
  for (int64_t size : type.getShape())
    if (size < 1 || __builtin_mul_overflow(count, size, &count) || count > kMaxElements)
      return false;
  return true;
}

static LogicalResult checkType(Location loc, llvm::StringRef what, Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || !tensor.hasStaticShape())
    return emitError(loc) << what << " needs a tensor of static shape, but is " << type;
  if (!isCountable(tensor))
    return emitError(loc) << what << " needs 1 to 2^40 elements, but is " << type;
  return success();
}

/// An input or output: its type, and a name that no other on its side has.
static LogicalResult checkBorder(Location loc, llvm::StringRef what, Type type, Attribute name,
                                 llvm::StringSet<>& names) {
  if (failed(checkType(loc, what, type))) return failure();
  Type element = cast<RankedTensorType>(type).getElementType();
  if (!isBorderType(element))
    return emitError(loc) << what << " needs elements of f32, i8, ui8, i32 or i64, but got "
                          << element;
  auto text = dyn_cast_or_null<StringAttr>(name);
  if (!text || text.empty()) return emitError(loc) << what << " needs a name (" << kName << ")";
  if (!names.insert(text).second)
    return emitError(loc) << what << " needs a name of its own, but '" << text.getValue()
                          << "' is taken";
  return success();
}

static LogicalResult checkBorders(func::FuncOp function) {
  llvm::StringSet<> inputs, outputs;
  for (BlockArgument argument : function.getArguments()) {
    unsigned i = argument.getArgNumber();
    if (failed(checkBorder(argument.getLoc(), "input " + std::to_string(i), argument.getType(),
                           function.getArgAttr(i, kName), inputs)))
      return failure();
  }
  if (function.getNumResults() == 0) return function.emitOpError("needs a result, but has none");
  for (auto [i, type] : llvm::enumerate(function.getResultTypes()))
    if (failed(checkBorder(function.getLoc(), "output " + std::to_string(i), type,
                           function.getResultAttr(i, kName), outputs)))
      return failure();
  return success();
}

static LogicalResult checkOp(Operation* op) {
  if (isa<func::ReturnOp>(op)) return success();
  if (!isa<GraphOp>(op)) return op->emitOpError("is no graph op: a frontend makes none but those");
  // Steps may be reordered, fused and dropped: nothing may happen besides the results.
  if (!isMemoryEffectFree(op)) return op->emitOpError("has effects besides its results");
  for (Type type : op->getResultTypes())
    if (failed(checkType(op->getLoc(), "the result", type))) return failure();
  return success();
}

/// The module's only function.
static FailureOr<func::FuncOp> onlyFunction(ModuleOp module) {
  func::FuncOp only;
  for (Operation& op : module.getOps()) {
    auto function = dyn_cast<func::FuncOp>(op);
    if (!function || function.isExternal())
      return op.emitOpError("is no function with a body: a model is one function"), failure();
    if (only)
      return function.emitOpError("is the second function: a model is one function"), failure();
    only = function;
  }
  if (!only) return module.emitOpError("needs a function, but has none"), failure();
  if (!only.getBody().hasOneBlock()) return only.emitOpError("needs one block"), failure();
  return only;
}

static LogicalResult verifyImport(ModuleOp module) {
  FailureOr<func::FuncOp> function = onlyFunction(module);
  if (failed(function) || failed(checkBorders(*function))) return failure();
  for (Operation& op : function->getBody().front())
    if (failed(checkOp(&op))) return failure();
  return success();
}

static void record(ModuleOp module) {
  std::set<std::string> names;
  module.walk([&](GraphOp op) {
    if (op->hasTrait<OpTrait::ConstantLike>()) return;
    names.insert(op->getName().stripDialect().str());
    for (OriginAttr origin : originsOf(op)) names.insert(origin.getOp().str());
  });
  llvm::SmallVector<llvm::StringRef> sorted(names.begin(), names.end());
  module->setAttr(kOps, Builder(module.getContext()).getStrArrayAttr(sorted));
}

namespace {
struct ImportVerify : pelemay::impl::GraphImportVerifyBase<ImportVerify> {
  using GraphImportVerifyBase::GraphImportVerifyBase;

  void runOnOperation() override {
    if (failed(verifyImport(getOperation()))) signalPassFailure();
    if (recordOps) record(getOperation());
    markAllAnalysesPreserved();
  }
};
}  // namespace
