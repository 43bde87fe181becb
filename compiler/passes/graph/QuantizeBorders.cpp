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
  bool others = false;  // readers of another kind
};
}  // namespace

static void findReaders(Value value, Readers& readers) {
  for (Operation* user : value.getUsers()) {
    if (auto quantize = dyn_cast<QuantizeOp>(user)) {
      readers.quantizes.push_back(quantize);
    } else if (isMove(user)) {
      readers.moves.push_back(user);
      findReaders(user->getResult(0), readers);
    } else {
      readers.others = true;
    }
  }
}

static bool areAlike(QuantizeOp a, QuantizeOp b) {
  return a.getScale() == b.getScale() && a.getZero() == b.getZero() && elementOf(a) == elementOf(b);
}

/// Why an input cannot be what is quantized of it; empty where it can.
static Refusal refusalOf(const Readers& readers) {
  if (readers.quantizes.empty()) return "no quantization reads it";
  if (readers.others) return "it is read besides its quantization";
  QuantizeOp first = readers.quantizes.front();
  if (first.getScale().size() != 1) return "it is quantized with more than one scale";
  for (QuantizeOp other : readers.quantizes)
    if (!areAlike(first, other)) return "it is quantized in more than one way";
  return "";
}

/// The input becomes what its only quantization makes of it, or stays, with a remark.
static void quantizeInput(func::FuncOp func, BlockArgument input) {
  Readers readers;
  findReaders(input, readers);
  Builder builder(func.getContext());
  if (Refusal why = refusalOf(readers); !why.empty()) {
    emitRemark(input.getLoc()) << "stays float: " << why;
    for (QuantizeOp quantize : readers.quantizes)
      quantize->setAttr(kStaysFloat, builder.getStringAttr("the caller hands over floats: " + why));
    return;
  }
  QuantizeOp first = readers.quantizes.front();
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
}

/// The output becomes what is dequantized for it, or stays, with a remark.
static void quantizeOutput(func::FuncOp func, OpOperand& output, Integers& integers) {
  auto stored = storedTensor(output.get());
  if (!stored) {
    emitRemark(output.get().getLoc()) << "this output stays float: it is not dequantized";
    return;
  }
  Builder builder(func.getContext());
  output.set(integers.stored(*stored));
  func.setResultAttr(output.getOperandNumber(), kQuant,
                     quantOf(builder, stored->scale(), stored->zero()));
}

static bool isFloat(Value value) { return isa<FloatType>(typeOf(value).getElementType()); }

namespace {
struct QuantizeBorders : pelemay::impl::GraphQuantizeBordersBase<QuantizeBorders> {
  void runOnOperation() override {
    func::FuncOp func = getOperation();
    Integers integers;
    Operation* end = func.getBody().front().getTerminator();
    for (OpOperand& output : end->getOpOperands())
      if (isFloat(output.get())) quantizeOutput(func, output, integers);
    eraseUnread(func);
    for (BlockArgument input : func.getArguments())
      if (isFloat(input)) quantizeInput(func, input);
    eraseUnread(func);
    func.setType(FunctionType::get(func.getContext(), func.front().getArgumentTypes(),
                                   end->getOperandTypes()));
  }
};
}  // namespace
