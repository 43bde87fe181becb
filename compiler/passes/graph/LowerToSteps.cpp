//===- LowerToSteps.cpp - from values to places --------------------------------------------------===//
//
// The scheduled function becomes an arena.program: each op a step, each value a slot, each constant
// a symbol. A reshape is a view of the slot it reshapes; a value the function returns lies in the
// caller's output from the start.
//
//     %0 = graph.conv %x, %w, %b        ==>   %0 = arena.slot "conv1" arena memory 0 : ..
//     %1 = graph.reshape %0                   arena.step "conv"(%x) weights [@w, @b] -> (%0) ..
//     return %1                               (here %0 is a view of the slot of output 0)
//
// Offsets, kernels and C names are decided by later passes. What is returned without being computed
// (an input, a constant, a value returned twice) is copied by a step of its own.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/analysis/Quantized.h"
#include "compiler/passes/Passes.h"
#include "dialects/graph/Constants.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHLOWERTOSTEPS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;

namespace {

/// Attributes that every op may carry and that are no parameters of what it computes.
bool isFact(NamedAttribute attribute) {
  llvm::StringRef name = attribute.getName();
  return name == graph::kOrigins || name == graph::kQuant || name == kStaysFloat ||
         name == "epilogue" || name == "operandSegmentSizes";
}

/// The value `value` is a reshape of, through any number of reshapes.
Value rootOf(Value value) {
  while (auto reshape = value.getDefiningOp<graph::ReshapeOp>()) value = reshape.getX();
  return value;
}

/// How a user knows the axes of `op`'s result, or null where they are ours.
DenseI64ArrayAttr axesOf(Operation* op) {
  llvm::SmallVector<graph::OriginAttr> origins = graph::originsOf(op);
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  DenseI64ArrayAttr axes = origins.empty() ? DenseI64ArrayAttr() : origins.back().getAxes();
  return axes && axes.size() == type.getRank() ? axes : DenseI64ArrayAttr();
}

class Lowering {
 public:
  Lowering(func::FuncOp func, bool inputsInArena, Attribute memory)
      : func_(func), builder_(func), inputsInArena_(inputsInArena), memory_(memory) {}

  LogicalResult run() {
    if (failed(check())) return failure();
    auto module = func_->getParentOfType<ModuleOp>();
    auto model = module->getAttrOfType<DictionaryAttr>(graph::kModel);
    program_ = builder_.create<arena::ProgramOp>(func_.getLoc(), func_.getName(),
                                                 builder_.getArrayAttr({memory_}),
                                                 model ? model : builder_.getDictionaryAttr({}));
    Block& body = program_.getBody().emplaceBlock();
    builder_.setInsertionPointToEnd(&body);
    addInputs();
    addOutputs();
    for (Operation& op : func_.getBody().front().without_terminator())
      if (failed(lower(op))) return failure();
    copyLeftOutputs();
    func_.erase();
    return success();
  }

 private:
  /// What graph-import-verify sees to in the pipeline, and what a hand-written function may lack.
  LogicalResult check() {
    if (!func_.getBody().hasOneBlock()) return func_.emitError("needs a function with one block");
    auto hasBytes = [](Type type) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      return tensor && tensor.hasStaticShape() && tensor.getElementType().isIntOrFloat();
    };
    for (Type type : func_.getArgumentTypes())
      if (!hasBytes(type))
        return func_.emitError("needs tensors of static shape, but got ") << type;
    for (Operation& op : func_.getBody().front().without_terminator())
      for (Type type : op.getResultTypes())
        if (!hasBytes(type))
          return op.emitOpError("needs tensors of static shape, but got ") << type;
    return success();
  }

  void addInputs() {
    for (BlockArgument argument : func_.getArguments()) {
      auto name = func_.getArgAttrOfType<StringAttr>(argument.getArgNumber(), graph::kName);
      arena::SlotOp slot =
          makeSlot(func_.getLoc(), argument.getType(), name ? name.getValue() : "input",
                   arena::Life::input, inputsInArena_);
      slot.setIo(argument.getArgNumber());
      if (inputsInArena_) slot.setMayOverwrite(true);
      if (Attribute quant = func_.getArgAttr(argument.getArgNumber(), graph::kQuant))
        slot.setQuantAttr(quant);
      slots_[argument] = slot;
    }
  }

  /// A slot for each result; a value that is computed for it lies there from the start.
  void addOutputs() {
    Operation* terminator = func_.getBody().front().getTerminator();
    for (OpOperand& result : terminator->getOpOperands()) {
      unsigned number = result.getOperandNumber();
      auto name = func_.getResultAttrOfType<StringAttr>(number, graph::kName);
      arena::SlotOp slot =
          makeSlot(terminator->getLoc(), result.get().getType(), name ? name.getValue() : "output",
                   arena::Life::output, /*planned=*/false);
      slot.setIo(number);
      if (Attribute quant = func_.getResultAttr(number, graph::kQuant)) slot.setQuantAttr(quant);
      Value root = rootOf(result.get());
      bool computed = root.getDefiningOp() && !isa<graph::ConstantOp>(root.getDefiningOp());
      if (!computed || slots_.count(root)) {
        left_.push_back({result.get(), slot});
        continue;
      }
      slots_[root] = root.getType() == result.get().getType()
                         ? slot.getSlot()
                         : view(slot, root.getType(), graph::nameOf(root.getDefiningOp()), nullptr);
    }
  }

  LogicalResult lower(Operation& op) {
    if (isa<graph::ConstantOp>(op)) return success();  // made where it is read
    if (auto reshape = dyn_cast<graph::ReshapeOp>(op)) {
      if (reshape.getX().getDefiningOp<graph::ConstantOp>()) return makeReshapedConstant(reshape);
      if (!slots_.count(reshape.getY()))
        slots_[reshape.getY()] =
            view(slots_.lookup(reshape.getX()), reshape.getType(), graph::nameOf(&op), axesOf(&op));
      return success();
    }
    if (auto log = dyn_cast<probe::LogOp>(op))
      return makeStep(op, {log.getX()}, {}, {}, op.getAttrDictionary());
    if (!isa<graph::GraphOp>(op)) return op.emitOpError("cannot be lowered to a step");
    return lowerGraphOp(op);
  }

  LogicalResult lowerGraphOp(Operation& op) {
    Value result = op.getResult(0);
    if (!slots_.count(result)) {
      arena::SlotOp slot =
          makeSlot(op.getLoc(), result.getType(), graph::nameOf(&op), arena::Life::arena, true);
      if (DenseI64ArrayAttr axes = axesOf(&op)) slot.setAxesAttr(axes);
      if (Attribute quant = op.getAttr(graph::kQuant)) slot.setQuantAttr(quant);
      slots_[result] = slot;
    }
    llvm::SmallVector<NamedAttribute> params;
    for (NamedAttribute attribute : op.getAttrDictionary())
      if (!isFact(attribute)) params.push_back(attribute);
    unsigned extras = 0;
    if (auto host = dyn_cast<graph::HostOp>(op)) extras = host.getExtrasMutable().size();
    llvm::SmallVector<Value> operands(op.getOperands().drop_back(extras));
    return makeStep(op, operands, llvm::to_vector(op.getOperands().take_back(extras)),
                    {slots_.lookup(result)}, builder_.getDictionaryAttr(params));
  }

  /// One step; `extras` are read by its epilogue only.
  LogicalResult makeStep(Operation& op, llvm::ArrayRef<Value> operands,
                         llvm::ArrayRef<Value> extras, llvm::ArrayRef<Value> outputs,
                         DictionaryAttr params) {
    llvm::SmallVector<Value> inputs;
    llvm::SmallVector<Attribute> weights;
    llvm::SmallVector<int64_t> order;
    for (Value operand : operands) {
      if (auto constant = operand.getDefiningOp<graph::ConstantOp>()) {
        order.push_back(-1 - static_cast<int64_t>(weights.size()));
        weights.push_back(symbolOf(constant));
      } else {
        order.push_back(inputs.size());
        inputs.push_back(slots_.lookup(operand));
      }
    }
    FailureOr<ArrayAttr> epilogue = lowerEpilogue(op, extras, inputs);
    if (failed(epilogue)) return failure();
    llvm::StringRef name = op.getName().stripDialect();
    if (isa<probe::LogOp>(op)) name = arena::kProbeStep;
    auto step = builder_.create<arena::StepOp>(
        op.getLoc(), name, inputs, outputs, ValueRange(),
        weights.empty() ? ArrayAttr() : builder_.getArrayAttr(weights), params, *epilogue,
        StringAttr(), arena::ShapeAttr(), ArrayAttr(), /*down=*/false, /*mayFail=*/false,
        builder_.getDenseI64ArrayAttr(order), /*inPlace=*/IntegerAttr(),
        op.getNumResults() ? graph::nameOf(&op) : op.getName().stripDialect().str(),
        op.getAttrOfType<ArrayAttr>(graph::kOrigins));
    if (Attribute why = op.getAttr(kStaysFloat)) step->setAttr(kStaysFloat, why);
    return success();
  }

  /// #graph.apply becomes #arena.apply: its operand a constant, or one more input of the step.
  FailureOr<ArrayAttr> lowerEpilogue(Operation& op, llvm::ArrayRef<Value> extras,
                                     llvm::SmallVectorImpl<Value>& inputs) {
    auto old = op.getAttrOfType<ArrayAttr>("epilogue");
    if (!old) return ArrayAttr();
    llvm::SmallVector<Attribute> entries;
    for (Attribute entry : old) {
      auto apply = dyn_cast<graph::ApplyAttr>(entry);
      if (!apply) {
        entries.push_back(entry);  // #graph.requantize: pack-weights moves its lists to flash
        continue;
      }
      FlatSymbolRefAttr weight;
      int64_t input = -1;
      if (apply.getOperand() >= 0) {
        Value extra = extras[apply.getOperand()];
        if (auto constant = extra.getDefiningOp<graph::ConstantOp>()) {
          weight = symbolOf(constant);
        } else if (cast<RankedTensorType>(extra.getType()).getShape() !=
                   cast<RankedTensorType>(op.getResult(0).getType()).getShape()) {
          return op.emitOpError(
                     "needs a constant for one value a channel in its epilogue, but got ")
                 << extra.getType() << " known only at run time";
        } else {
          input = inputs.size();
          inputs.push_back(slots_.lookup(extra));
        }
      }
      entries.push_back(arena::ApplyAttr::get(op.getContext(), apply.getOp(), weight, input,
                                              apply.getSwapped(), apply.getAttributes()));
    }
    return builder_.getArrayAttr(entries);
  }

  /// Outputs that no step writes: copies of inputs, of constants and of values returned before.
  void copyLeftOutputs() {
    for (auto [value, slot] : left_) {
      llvm::SmallVector<Value> inputs;
      llvm::SmallVector<Attribute> weights;
      auto constant = rootOf(value).getDefiningOp<graph::ConstantOp>();
      if (constant)
        weights.push_back(symbolOf(constant, value.getType()));
      else
        inputs.push_back(slots_.lookup(value));
      builder_.create<arena::StepOp>(slot.getLoc(), "copy", inputs, ValueRange{slot}, ValueRange(),
                                     weights.empty() ? ArrayAttr() : builder_.getArrayAttr(weights),
                                     builder_.getDictionaryAttr({}), ArrayAttr(), StringAttr(),
                                     arena::ShapeAttr(), ArrayAttr(), /*down=*/false,
                                     /*mayFail=*/false,
                                     builder_.getDenseI64ArrayAttr({constant ? -1 : 0}),
                                     /*inPlace=*/IntegerAttr(), slot.getName(), ArrayAttr());
    }
  }

  LogicalResult makeReshapedConstant(graph::ReshapeOp reshape) {
    // fold-constants leaves none behind; a hand-written program may.
    return reshape.emitOpError("of a constant must be folded before this pass");
  }

  arena::SlotOp makeSlot(Location loc, Type type, llvm::StringRef name, arena::Life life,
                         bool planned) {
    auto slot = arena::SlotType::get(builder_.getContext(), cast<RankedTensorType>(type));
    arena::SlotOp op = builder_.create<arena::SlotOp>(
        loc, slot, builder_.getStringAttr(name), arena::LifeAttr::get(builder_.getContext(), life),
        planned ? builder_.getI64IntegerAttr(0) : IntegerAttr(), IntegerAttr(), IntegerAttr(),
        arena::LayoutAttr(), arena::MarginAttr(), arena::RingAttr(), ArrayAttr(),
        DenseI64ArrayAttr(), IntegerAttr(), Attribute(), DenseI64ArrayAttr(), UnitAttr());
    op.setAlign(cast<arena::MemoryAttr>(memory_).getAlign());
    return op;
  }

  Value view(Value base, Type type, llvm::StringRef name, DenseI64ArrayAttr axes) {
    auto slot = arena::SlotType::get(builder_.getContext(), cast<RankedTensorType>(type));
    return builder_.create<arena::ViewOp>(base.getLoc(), slot, base, 0, /*pitch=*/IntegerAttr(),
                                          name, axes);
  }

  /// The program's constant for a graph constant, under `type` where it differs.
  FlatSymbolRefAttr symbolOf(graph::ConstantOp constant, Type type = {}) {
    if (type == constant.getValue().getType()) type = {};
    Attribute& symbol = constants_[{constant, type}];
    if (symbol) return cast<FlatSymbolRefAttr>(symbol);
    OpBuilder::InsertionGuard guard(builder_);
    builder_.setInsertionPointToStart(&program_.getBody().front());
    for (Operation& op : program_.getBody().front())  // behind the constants there already
      if (isa<arena::ConstantOp>(op)) builder_.setInsertionPointAfter(&op);
    ElementsAttr value = constant.getValue();
    if (type)
      if (ElementsAttr same = graph::retyped(value, cast<RankedTensorType>(type))) value = same;
    std::string name = graph::nameOf(constant);
    auto made =
        builder_.create<arena::ConstantOp>(constant.getLoc(), builder_.getStringAttr(unique(name)),
                                           value, builder_.getStringAttr("dense"), IntegerAttr(),
                                           IntegerAttr(), builder_.getStringAttr(name));
    symbol = FlatSymbolRefAttr::get(made.getSymNameAttr());
    return cast<FlatSymbolRefAttr>(symbol);
  }

  /// `name`, or name_2, name_3, .. where the program has it already.
  std::string unique(llvm::StringRef name) {
    unsigned count = ++uses_[name];
    return count == 1 ? name.str() : unique((name + "_" + llvm::Twine(count)).str());
  }

  func::FuncOp func_;
  OpBuilder builder_;
  bool inputsInArena_;
  Attribute memory_;
  arena::ProgramOp program_;
  llvm::DenseMap<Value, Value> slots_;
  llvm::DenseMap<std::pair<Operation*, Type>, Attribute> constants_;
  llvm::StringMap<unsigned> uses_;
  llvm::SmallVector<std::pair<Value, arena::SlotOp>> left_;  // outputs that are copies
};

struct LowerToSteps : pelemay::impl::GraphLowerToStepsBase<LowerToSteps> {
  using GraphLowerToStepsBase::GraphLowerToStepsBase;

  void runOnOperation() override {
    if (input != "arena" && input != "caller") {
      getOperation().emitError("--input takes arena or caller, but got '") << input << "'";
      return signalPassFailure();
    }
    auto memory = arena::MemoryAttr::get(&getContext(), StringAttr::get(&getContext(), memoryName),
                                         memorySize, align,
                                         /*cost=*/1, /*dma=*/false);
    for (auto func : llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>()))
      if (failed(Lowering(func, input == "arena", memory).run())) return signalPassFailure();
  }
};

}  // namespace
