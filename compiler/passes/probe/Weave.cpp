//===- Weave.cpp - a probe behind each op that a pointcut names -------------------------------===//
//
//     %1 = graph.conv %0, %w {origins = [#graph.origin<"onnx" "Conv" "c1" axes [0, 3, 1, 2]>]}
//   with advice "after call(conv): log", or call(Conv), is followed by
//     probe.log %1 op "Conv" node "c1" axes [0, 3, 1, 2]
//
// A name, or a glob of names, is of our op's mnemonic or of the word of the node's frontend. Woven
// before fusion: a probe is a reader, so what is watched stays a value. Without advice nothing
// happens at all.
//===------------------------------------------------------------------------------------------===//

#include <set>

#include "compiler/passes/Passes.h"
#include "dialects/probe/Pointcut.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace pelemay {
#define GEN_PASS_DEF_PROBEWEAVE
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

/// Constants are no calls: they are not computed at run time.
static bool isJoinPoint(GraphOp op) {
  return !op->hasTrait<OpTrait::ConstantLike>() && op->getNumResults() == 1;
}

static bool isSameNode(OriginAttr a, OriginAttr b) {
  return a.getFrontend() == b.getFrontend() && a.getOp() == b.getOp() && a.getNode() == b.getNode();
}

static bool stemsFrom(Operation* op, OriginAttr node) {
  return llvm::any_of(originsOf(op), [&](OriginAttr origin) { return isSameNode(origin, node); });
}

/// Whether an op of `node` reads `op`'s result, or what a transpose or reshape of nobody's makes of
/// it.
static bool goesOn(Operation* op, OriginAttr node) {
  return llvm::any_of(op->getUsers(), [&](Operation* user) {
    bool passes = isa<TransposeOp, ReshapeOp>(user) && originsOf(user).empty();
    return stemsFrom(user, node) || (passes && goesOn(user, node));
  });
}

/// Whether the result of `op` is the value of `node`. Not if later nodes were merged into the op,
/// nor if the node became several ops and another of them goes on with the result.
static bool isValueOf(GraphOp op, OriginAttr node) {
  return isSameNode(originsOf(op).back(), node) && !goesOn(op, node);
}

/// Origins say "onnx" for every domain of ONNX.
static llvm::StringRef frontendOf(llvm::StringRef spelling) {
  return spelling == "microsoft" ? "onnx" : spelling;
}

static bool isSpelled(OriginAttr origin, GraphOp op) {
#define PELEMAY_IMPORT_PLAIN(frontend, name, since, Class)                                        \
  if (origin.getFrontend() == frontendOf(#frontend) && origin.getOp() == #name && isa<Class>(op)) \
    return true;
#define PELEMAY_IMPORT_CUSTOM PELEMAY_IMPORT_PLAIN
#include "dialects/graph/Imports.inc"
#undef PELEMAY_IMPORT_PLAIN
#undef PELEMAY_IMPORT_CUSTOM
  return false;
}

/// The node that an op called by our own name is for: the one whose word means that op, else the
/// last.
static OriginAttr nodeOf(GraphOp op) {
  llvm::SmallVector<OriginAttr> origins = originsOf(op);
  for (OriginAttr origin : origins)
    if (isSpelled(origin, op)) return origin;
  return origins.empty() ? OriginAttr() : origins.back();
}

static llvm::StringRef mnemonicOf(GraphOp op) { return op->getName().stripDialect(); }

static void log(GraphOp op, OriginAttr node) {
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  std::string name = node && !node.getNode().empty() ? node.getNode().str() : nameOf(op);
  builder.create<probe::LogOp>(op->getLoc(), op->getResult(0),
                               node ? node.getOp().getValue() : mnemonicOf(op), name,
                               node ? node.getAxes() : DenseI64ArrayAttr());
}

/// The names in `known` that are a few letters away from `name`, nearest first; all if none is
/// near.
static std::vector<std::string> nearNames(llvm::StringRef name,
                                          const std::set<std::string>& known) {
  unsigned far = std::max<unsigned>(2, static_cast<unsigned>(name.size()) / 2);
  std::vector<std::pair<unsigned, std::string>> near;
  for (const std::string& each : known) {
    unsigned distance = name.edit_distance_insensitive(each, /*AllowReplacements=*/true, far);
    if (distance <= far) near.emplace_back(distance, each);
  }
  llvm::sort(near);
  if (near.empty()) return {known.begin(), known.end()};
  std::vector<std::string> names;
  for (auto& [distance, each] : near) names.push_back(each);
  return names;
}

static std::string columnOf(const probe::CallName& call) {
  return " (column " + std::to_string(call.column) + " of the advice)";
}

namespace {
/// One advice at work on one model.
class Weaver {
 public:
  explicit Weaver(ModuleOp module) : module_(module) {
    module.walk([&](GraphOp op) {
      if (!isJoinPoint(op)) return;
      ops_.push_back(op);
      names_.insert(mnemonicOf(op).str());
      for (OriginAttr origin : originsOf(op)) names_.insert(origin.getOp().str());
    });
  }

  void weave(const probe::CallName& call) {
    bool found = false;
    for (GraphOp op : ops_) found |= visit(op, call);
    if (!found) warnOfNothing(call);
  }

 private:
  /// Whether `op` has the name. Logs it, once, where its value is there to be seen.
  bool visit(GraphOp op, const probe::CallName& call) {
    if (call.glob.covers(mnemonicOf(op))) {
      logOnce(op, nodeOf(op));
      return true;
    }
    bool found = false;
    for (OriginAttr origin : originsOf(op)) {
      if (!call.glob.covers(origin.getOp().getValue())) continue;
      found = true;
      if (isValueOf(op, origin)) {
        logOnce(op, origin);
      } else if (!isSameNode(originsOf(op).back(), origin)) {
        warnOfMerged(op, origin, call);
      }
    }
    return found;
  }

  void logOnce(GraphOp op, OriginAttr node) {
    if (logged_.insert(op).second) log(op, node);
  }

  void warnOfMerged(GraphOp op, OriginAttr node, const probe::CallName& call) {
    OriginAttr last = originsOf(op).back();
    InFlightDiagnostic warning = mlir::emitWarning(op->getLoc());
    warning << "the result of " << node.getOp().getValue()
            << " is not observable here: it was merged with " << last.getOp().getValue() << " '"
            << last.getNode().getValue() << "'" << columnOf(call);
    warning.attachNote() << "help: call(" << last.getOp().getValue() << ") and call("
                         << mnemonicOf(op) << ") log the merged result";
  }

  void warnOfNothing(const probe::CallName& call) {
    InFlightDiagnostic warning = mlir::emitWarning(module_.getLoc());
    if (wasThere(call))
      warning << "the result of " << call.name
              << " is not observable here: it became a view, or part of other ops"
              << columnOf(call);
    else
      warning << "no op of this model is called '" << call.name << "'" << columnOf(call);
    if (names_.empty()) return;
    Diagnostic& note = warning.attachNote() << "help: the model has ";
    llvm::interleaveComma(nearNames(call.name, names_), note);
  }

  /// Whether the model has such an op that other passes have dissolved.
  bool wasThere(const probe::CallName& call) {
    auto recorded = module_->getAttrOfType<ArrayAttr>(kOps);
    return recorded && llvm::any_of(recorded.getAsRange<StringAttr>(), [&](StringAttr each) {
             return call.glob.covers(each.getValue());
           });
  }

  ModuleOp module_;
  llvm::SmallVector<GraphOp> ops_;
  std::set<std::string> names_;
  llvm::SmallPtrSet<Operation*, 16> logged_;
};

struct Weave : pelemay::impl::ProbeWeaveBase<Weave> {
  using ProbeWeaveBase::ProbeWeaveBase;

  void runOnOperation() override {
    if (advice.empty()) return;
    auto parsed = probe::parseAdvice(advice.getValue());
    if (auto* refusal = std::get_if<probe::Refusal>(&parsed)) {
      InFlightDiagnostic error = mlir::emitError(UnknownLoc::get(&getContext()));
      error << "advice, column " << refusal->column << ": " << refusal->text;
      error.attachNote() << "the advice is \"" << advice << "\"";
      return signalPassFailure();
    }
    Weaver weaver(getOperation());
    for (const probe::CallName& call : std::get<probe::Advice>(parsed).pointcut.calls)
      weaver.weave(call);
    getOperation()->removeAttr(kOps);
  }
};
}  // namespace
