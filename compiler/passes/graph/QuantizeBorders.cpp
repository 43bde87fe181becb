//===- QuantizeBorders.cpp - the caller hands over integers ----------------------------------===//
//
//     func(%x: f32) { quantize %x .. dequantize %y; return }    ==>    func(%x: i8) { .. return %y
//     }
//
// Behind graph-lower-quantization what is left of Q/DQ stands at the borders. With --io=quantized
// an input that is only quantized, and an output that is only dequantized, change their types: the
// header says scale and zero point, and no float is left where nothing else computed one.
//===-----------------------------------------------------------------------------------------===//

#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/quantization/Lowering.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHQUANTIZEBORDERS
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;
using namespace pelemay::quantization;

namespace {
/// All that reads an input: moves, and quantizations behind them.
struct Readers {
  llvm::SmallVector<Operation*> moves;
  llvm::SmallVector<QuantizeOp> quantizes;
};
}  // namespace

/// False where anything else reads `value`.
static bool findReaders(Value value, Readers& readers) {
  for (Operation* user : value.getUsers()) {
    if (auto quantize = dyn_cast<QuantizeOp>(user)) {
      readers.quantizes.push_back(quantize);
    } else if (isMove(user)) {
      readers.moves.push_back(user);
      if (!findReaders(user->getResult(0), readers)) return false;
    } else {
      return false;
    }
  }
  return true;
}

static bool areAlike(QuantizeOp a, QuantizeOp b) {
  return a.getScale() == b.getScale() && a.getZero() == b.getZero() && elementOf(a) == elementOf(b);
}

/// The input becomes what its only quantization makes of it.
static bool quantizeInput(func::FuncOp func, BlockArgument input) {
  Readers readers;
  if (!findReaders(input, readers) || readers.quantizes.empty()) return false;
  QuantizeOp first = readers.quantizes.front();
  if (first.getScale().size() != 1) return false;
  for (QuantizeOp other : readers.quantizes)
    if (!areAlike(first, other)) return false;
  Builder builder(func.getContext());
  QuantAttr quant = quantOf(builder, first);
  auto makeStored = [&, element = elementOf(first)](Value value) {
    value.setType(RankedTensorType::get(typeOf(value).getShape(), element));
  };
  makeStored(input);
  func.setArgAttr(input.getArgNumber(), kQuant, quant);
  for (Operation* move : readers.moves) {
    makeStored(move->getResult(0));
    setStored(move, quant);
  }
  for (QuantizeOp quantize : readers.quantizes) {
    quantize.getY().replaceAllUsesWith(quantize.getX());
    quantize.erase();
  }
  return true;
}

/// The output becomes what is dequantized for it.
static bool quantizeOutput(func::FuncOp func, OpOperand& output, Integers& integers) {
  auto stored = storedTensor(output.get());
  if (!stored) return false;
  Builder builder(func.getContext());
  output.set(integers.stored(*stored));
  func.setResultAttr(output.getOperandNumber(), kQuant,
                     quantOf(builder, stored->scale(), stored->zero()));
  return true;
}

static bool isFloat(Value value) { return isa<FloatType>(typeOf(value).getElementType()); }

namespace {
struct QuantizeBorders : pelemay::impl::GraphQuantizeBordersBase<QuantizeBorders> {
  void runOnOperation() override {
    func::FuncOp func = getOperation();
    unsigned changed = 0, left = 0;
    auto count = [&](bool done) { ++(done ? changed : left); };
    Integers integers;
    Operation* end = func.getBody().front().getTerminator();
    for (OpOperand& output : end->getOpOperands())
      if (isFloat(output.get())) count(quantizeOutput(func, output, integers));
    eraseUnread(func);
    for (BlockArgument input : func.getArguments())
      if (isFloat(input)) count(quantizeInput(func, input));
    eraseUnread(func);
    func.setType(FunctionType::get(func.getContext(), func.front().getArgumentTypes(),
                                   end->getOperandTypes()));
    if (changed > 0 || left == 0) return;
    func.emitRemark("borders stay float: no input is quantized, no output dequantized");
  }
};
}  // namespace
