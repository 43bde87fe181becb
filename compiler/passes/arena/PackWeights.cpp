//===- PackWeights.cpp - constants in the order their kernels read them --------------------------===//
//
// Weights are brought into the order of the chosen variant (runtime/pelemay/pack.h says which), and
// the integer lists of a requantization with one value a channel go to flash as constants of their
// own, in the narrowest type.
//
//     epilogue [#graph.requantize<multiplier = [7, 9], shift = [38], ..>]
//       ==>  arena.constant @conv1_multiplier .. dense<[7, 9]>
//            epilogue [#arena.requantize<multiplier = @conv1_multiplier, shift = 38, ..>]
//
// A constant that two steps want in different orders is stored twice.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/codegen/Variants.h"
#include "compiler/codegen/variants/Families.h"
#include "compiler/passes/Passes.h"
#include "dialects/graph/Constants.h"
#include "pelemay/pack.h"

namespace pelemay {
#define GEN_PASS_DEF_ARENAPACKWEIGHTS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

namespace {

class Packer {
 public:
  explicit Packer(arena::ProgramOp program)
      : program_(program), symbols_(program), builder_(program.getContext()) {}

  LogicalResult pack(arena::StepOp step) {
    const codegen::KernelVariant* variant = codegen::variantOf(step);
    if (variant && variant->pack != "dense" && failed(packWeight(step, variant->pack)))
      return failure();
    if (auto scale = step.getParams().getAs<DenseF32ArrayAttr>("scale"); scale && scale.size() > 1)
      setParam(step, "scale",
               listConstant<float>(step, "scale", builder_.getF32Type(), scale.asArrayRef()));
    if (auto by = step.getParams().getAs<graph::RequantizeAttr>("by"))
      setParam(step, "by", lower(step, by));
    if (!step.getEpilogue()) return success();
    llvm::SmallVector<Attribute> entries;
    for (Attribute entry : step.getEpilogueAttr()) {
      auto by = dyn_cast<graph::RequantizeAttr>(entry);
      entries.push_back(by ? Attribute(lower(step, by)) : entry);
    }
    step.setEpilogueAttr(builder_.getArrayAttr(entries));
    return success();
  }

 private:
  /// Replaces the weights of `step`, its operand 1, by the same weights in order `pack`.
  LogicalResult packWeight(arena::StepOp step, llvm::StringRef pack) {
    if (!codegen::weightOf(step, 1)) return step.emitOpError("needs constant weights to pack");
    int64_t number = -1 - (*step.getOrder())[1];
    auto symbol = cast<FlatSymbolRefAttr>(step.getWeightsAttr()[number]);
    auto constant = symbols_.lookup<arena::ConstantOp>(symbol.getValue());
    if (constant.getPack() == pack) return success();
    arena::ConstantOp& packed = packed_[{constant.getOperation(), pack.str()}];
    if (!packed) {
      assert(pack == "row_col_channel" && "a variant named an order that pack.h does not define");
      auto type = cast<RankedTensorType>(constant.getValue().getType());
      FailureOr<graph::Bytes> bytes = graph::Bytes::of(constant.getValue());
      if (failed(bytes)) return constant.emitOpError("has a value that cannot be read as bytes");
      std::vector<char> ordered(bytes->ref().size());
      int64_t channels = type.getDimSize(0), taps = type.getDimSize(1) * type.getDimSize(2);
      rt::pack_row_col_channel(bytes->ref().data(), ordered.data(), channels, taps,
                               graph::bytesOf(type.getElementType()));
      auto order = RankedTensorType::get({type.getDimSize(1), type.getDimSize(2), channels},
                                         type.getElementType());
      packed =
          add(constant.getLoc(), symbol.getValue(),
              graph::makeElements(order, llvm::ArrayRef<char>(ordered)),
              constant.getTensor().empty() ? symbol.getValue() : constant.getTensor(), constant);
      packed.setPack(pack);
    }
    llvm::SmallVector<Attribute> weights(step.getWeightsAttr().getValue());
    weights[number] = FlatSymbolRefAttr::get(packed.getSymNameAttr());
    step.setWeightsAttr(builder_.getArrayAttr(weights));
    return success();
  }

  arena::RequantizeAttr lower(arena::StepOp step, graph::RequantizeAttr by) {
    Type i32 = builder_.getI32Type(), u8 = builder_.getIntegerType(8, /*isSigned=*/false);
    Attribute tie;
    if (by.getTie() && llvm::any_of(by.getTie().asArrayRef(), [](int64_t q) { return q != 0; }))
      tie = list<int64_t>(step, "tie", builder_.getI64Type(), by.getTie().asArrayRef());
    return arena::RequantizeAttr::get(
        by.getContext(), by.getType(),
        list<int32_t>(step, "multiplier", i32, by.getMultiplier().asArrayRef()),
        list<uint8_t>(step, "shift", u8, by.getShift().asArrayRef()), by.getZero(),
        list<int32_t>(step, "lo", i32, by.getLo().asArrayRef()),
        list<int32_t>(step, "hi", i32, by.getHi().asArrayRef()), tie);
  }

  /// One integer where all are equal, else a constant.
  template <class T, class V>
  Attribute list(arena::StepOp step, llvm::StringRef what, Type type, llvm::ArrayRef<V> values) {
    if (!llvm::all_equal(values)) return listConstant<T>(step, what, type, values);
    return builder_.getIntegerAttr(type.isInteger(64) ? type : Type(builder_.getI32Type()),
                                   values.front());
  }

  template <class T, class V>
  FlatSymbolRefAttr listConstant(arena::StepOp step, llvm::StringRef what, Type type,
                                 llvm::ArrayRef<V> values) {
    llvm::SmallVector<T> narrow(values.begin(), values.end());
    auto tensor = RankedTensorType::get({static_cast<int64_t>(values.size())}, type);
    std::string name = (step.getName() + "." + what).str();
    arena::ConstantOp made = add(
        step.getLoc(), name, graph::makeElements(tensor, llvm::ArrayRef<T>(narrow)), name, nullptr);
    return FlatSymbolRefAttr::get(made.getSymNameAttr());
  }

  /// A new constant behind `after`, or behind the last one; the symbol table makes its name unique.
  arena::ConstantOp add(Location loc, llvm::StringRef name, ElementsAttr value,
                        llvm::StringRef tensor, Operation* after) {
    Block& body = program_.getBody().front();
    if (!after)
      for (Operation& op : body)
        if (isa<arena::ConstantOp>(op)) after = &op;
    if (after)
      builder_.setInsertionPointAfter(after);
    else
      builder_.setInsertionPointToStart(&body);
    auto made = builder_.create<arena::ConstantOp>(loc, builder_.getStringAttr(name), value,
                                                   builder_.getStringAttr("dense"), IntegerAttr(),
                                                   IntegerAttr(), builder_.getStringAttr(tensor));
    symbols_.insert(made);
    return made;
  }

  void setParam(arena::StepOp step, llvm::StringRef name, Attribute value) {
    NamedAttrList params(step.getParams());
    params.set(name, value);
    step.setParamsAttr(params.getDictionary(step.getContext()));
  }

  arena::ProgramOp program_;
  SymbolTable symbols_;
  OpBuilder builder_;
  std::map<std::pair<Operation*, std::string>, arena::ConstantOp> packed_;
};

/// Constants that nothing reads any more: those that were packed.
void eraseUnread(arena::ProgramOp program) {
  llvm::DenseSet<Attribute> read;
  program.walk([&](arena::StepOp step) {
    step->getAttrDictionary().walk([&](FlatSymbolRefAttr symbol) { read.insert(symbol); });
  });
  for (auto constant :
       llvm::make_early_inc_range(program.getBody().front().getOps<arena::ConstantOp>()))
    if (!read.contains(FlatSymbolRefAttr::get(constant.getSymNameAttr()))) constant.erase();
}

struct PackWeights : pelemay::impl::ArenaPackWeightsBase<PackWeights> {
  void runOnOperation() override {
    Packer packer(getOperation());
    WalkResult result = getOperation().walk([&](arena::StepOp step) {
      return failed(packer.pack(step)) ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (result.wasInterrupted()) return signalPassFailure();
    eraseUnread(getOperation());
  }
};

}  // namespace
