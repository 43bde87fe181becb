//===- Passes.td - all passes, in the order the pipeline runs them --------------------------------===//
#ifndef PELEMAY_PASSES
#define PELEMAY_PASSES

include "mlir/Pass/PassBase.td"

def GraphImportVerify : Pass<"graph-import-verify", "::mlir::ModuleOp"> {
  let summary = "checks what a frontend promises to all passes behind it";
  let description = [{
    One function with one block, static shapes of 1 to 2^40 elements, f32, i8, ui8, i32 or i64 at the borders, a name
    (`graph.name`) of its own for each input and output, graph ops without side effects. Changes nothing, but
    for `record-ops`: the names of all ops then stand in the module's `graph.ops`, so that probe-weave knows an op
    that other passes have dissolved.
  }];
  let options = [
    Option<"recordOps", "record-ops", "bool", "false", "remember the names of all ops, for probe-weave">,
  ];
}

def GraphFoldConstants : Pass<"graph-fold-constants", "::mlir::func::FuncOp"> {
  let summary = "what does not depend on the input is computed now";
  let description = [{
    Every op whose operands are all constants is replaced by its value, computed by the code the device runs
    (`runtime/pelemay/kernels`). Views, moves and quantizations of a constant keep its name. Unread constants go.

    Runs twice. First without `dequantize`: dequantized weights stay, so that graph-lower-quantization sees their
    integers and scales. Behind that pass with `dequantize`: what stayed float becomes a float constant.
  }];
  let options = [
    Option<"dequantize", "dequantize", "bool", "false", "fold graph.dequantize too: after graph-lower-quantization">,
  ];
}

def GraphLowerQuantization : Pass<"graph-lower-quantization", "::mlir::func::FuncOp"> {
  let summary = "quantize(op(dequantize(x))) becomes integer arithmetic";
  let description = [{
    Between `graph.dequantize` and `graph.quantize`, convolutions, products, averages, sums, maxima and moves
    become ops on plain integers followed by `graph.requantize`, `graph.add_requantize` or `graph.mul_requantize`, by
    the one formula of docs/design/03-integers.md. Zero points go into biases and fills, clamps into the bounds `lo`
    and `hi`; moves between the op and its quantization are looked through. The stored integers are those of the
    exact rational value, rounded once. Any other function of one 8-bit tensor becomes a `graph.lookup`, whose table
    is computed here as the float ops would have computed it, and softmax a `graph.softmax_requantize`.

    What cannot be lowered stays float, with a remark at its node: a bias that is float or whose scale is not
    s_in * s_w within 2^-20, weights whose integers leave 8 bits without their zero point, accumulators beyond 32
    bits, averages with padding that is not counted, sums of operands of different types or shapes.
  }];
}

def GraphQuantizeBorders : Pass<"graph-quantize-borders", "::mlir::func::FuncOp"> {
  let summary = "inputs and outputs are the stored integers";
  let description = [{
    An input that is read by `graph.quantize` alone, with one scale, takes the quantized type, and an output that is
    `graph.dequantize` of a tensor is that tensor; moves in between run on integers. In the pipeline with
    `--io=quantized` only. A border that is neither stays float, and a remark says why.
  }];
}

def GraphSinkTransposes : Pass<"graph-sink-transposes", "::mlir::func::FuncOp"> {
  let summary = "transposes move down until they cancel";
  let description = [{
    Frontends wrap window ops in transposes between their axis order and `N, H, W, C`. Each op is visited once, in
    order; a transpose in front of it moves behind it where the op does not care: element-wise ops, quantization,
    softmax and reductions (their axis is renumbered, and `axes` of their origins). Two in a row become one or
    none, one that only moves axes of size 1 becomes a reshape, and one that is flattened into a product with
    constant weights becomes an order of the weights' columns: the same products, summed in another order, which
    is the only way in which a float can change.
  }];
}

def GraphSinkReshapes : Pass<"graph-sink-reshapes", "::mlir::func::FuncOp"> {
  let summary = "reshapes move down until they cancel";
  let description = [{
    A reshape that only adds and drops axes of size 1 moves behind element-wise ops and quantization, whose other
    operands are reshaped instead: what stood between a host and its epilogue, as around each window along one axis
    (a window over a map of one row), is gone. `axes` of origins are renumbered. No value changes.
  }];
}

def GraphReadPlanes : Pass<"graph-read-planes", "::mlir::func::FuncOp"> {
  let summary = "a convolution reads an image of a few planes as it is";
  let description = [{
    `graph.transpose` of an `N, C, H, W` image into `N, H, W, C` is absorbed where convolutions alone read it: they
    become `planar`. For up to 4 planes (RGB and alpha), whose elements of one pixel a kernel reaches with a pointer
    each. Saves a copy of the image and the walk that makes it; never changes a value.
  }];
}

def GraphFusePads : Pass<"graph-fuse-pads", "::mlir::func::FuncOp"> {
  let summary = "a window op pads for itself";
  let description = [{
    `graph.pad` along rows and columns joins the window op behind it: with the value that convolutions pad with, with 0
    where an average counts its padding, with minus infinity where a maximum is taken. The padded map needs no place.
  }];
}

def ProbeWeave : Pass<"probe-weave", "::mlir::ModuleOp"> {
  let summary = "a probe behind each op that a pointcut names";
  let description = [{
    `advice` is `after call(NAME, ..): log`: each op with one of these names, ours (`conv`) or the model's (`Conv`,
    `MatMul`), is followed by a `probe.log` of its result. A name that no op has is a warning with the near ones; a
    result that was merged away is a warning too. Without advice nothing changes.
  }];
  let options = [
    Option<"advice", "advice", "std::string", "\"\"", "what to watch: 'after call(conv): log'">,
  ];
  let dependentDialects = ["::pelemay::probe::ProbeDialect"];
}

def GraphFoldAffine : Pass<"graph-fold-affine", "::mlir::func::FuncOp"> {
  let summary = "batch normalizations and biases become part of the weights before them";
  let description = [{
    Sums, differences, products and quotients with a constant a channel directly behind `graph.conv` or
    `graph.linear` become part of its weights and bias, computed in double and rounded once. Floats only. Runs behind
    probe-weave: what a probe reads has a second reader, and stays.
  }];
}

def GraphFoldConstantChannels : Pass<"graph-fold-constant-channels", "::mlir::func::FuncOp"> {
  let summary = "channels that can never leave one value are not computed";
  let description = [{
    A channel of an integer convolution whose requantization has multiplier 0 and `lo = hi` is that value for every
    input. Where all readers are convolutions that can do without it (they do not pad, or pad with the same value; or
    they are depthwise, and their readers can), its weights go, and the products of the readers become bias. What is
    left sums to the same integers. Other channels of a depthwise convolution that nobody needs go with it.
  }];
  let statistics = [Statistic<"folded", "folded", "channels that are computed no more">];
}

def GraphFuseElementwise : Pass<"graph-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "element-wise ops become the epilogue of the op that feeds them";
  let description = [{
    An element-wise op that is the only reader of a host's result moves into the host's epilogue: the kernel
    applies it to each element before it is stored. Saves one buffer and one walk over memory per op, and never
    changes a value. An epilogue takes 16 ops, the next begins a step of its own: in C++ each op is a template
    around those before it, and compilers refuse a chain of hundreds, or take minutes for it.
  }];
}

def GraphLowerToSteps : Pass<"graph-lower-to-steps", "::mlir::ModuleOp"> {
  let summary = "values become slots, ops become steps, reshapes become views";
  let description = [{
    The function becomes an `arena.program`. With `input=arena` an input is a slot of the arena that
    firmware writes before the run and the run may overwrite; with `input=caller` it is the caller's, read only.
  }];
  let options = [
    Option<"input", "input", "std::string", "\"arena\"", "where inputs lie: arena or caller">,
    Option<"align", "align", "int64_t", "16", "alignment of slots in bytes">,
    Option<"memoryName", "memory-name", "std::string", "\"arena\"", "name of the memory slots lie in">,
    Option<"memorySize", "memory-size", "int64_t", "0", "its size in bytes, 0 when not limited">,
  ];
  let dependentDialects = ["::pelemay::arena::ArenaDialect"];
}

def ArenaSelectVariants : Pass<"arena-select-variants", "::pelemay::arena::ProgramOp"> {
  let summary = "gives each step a kernel, the kernel's shape and the rows it reads";
  let description = [{
    The first variant (`compiler/codegen/variants/`) that can compute the step. A step no kernel can compute is an
    error at its node.
  }];
}

def ArenaStreamPools : Pass<"arena-stream-pools", "::pelemay::arena::ProgramOp"> {
  let summary = "a convolution hands its rows to the pool that alone reads them";
  let description = [{
    Both become one `arena.stream`, and the convolution's result a ring of as many rows as the pool's window spans.
    Rows below the last window are not computed. Only where that lowers the bytes alive meanwhile. Values do not change.
  }];
}

def ArenaPlaceParts : Pass<"arena-place-parts", "::pelemay::arena::ProgramOp"> {
  let summary = "parts of a concatenation, and slices, lie where the whole lies";
  let description = [{
    A concatenation's operands become views of its result, a slice a view of its operand: side by side where the
    axis is the outermost in storage, `pitch` elements from pixel to pixel where it is the last. The steps are gone;
    the kernels around are given the pitch with their shape. An operand that is an input, a constant, an output, a
    part of something else already, or of a kernel that knows no pitch, is copied into its place; where that holds
    for all operands, or more bytes would live at once, the step stays. Values do not change.
  }];
}

def ArenaScheduleOrder : Pass<"arena-schedule-order", "::pelemay::arena::ProgramOp"> {
  let summary = "puts steps into the order that needs the fewest bytes at once";
  let description = [{
    The planner searches the orders in which every step follows what it reads: sets of steps by rising peak, with
    results in place of operands, parts of one slot and streams as they are. The model's order stays where none is
    better. Leaves `least_bytes` on the program: what no order needs less than, because of one `step` or after a
    search of so many nodes. Work is counted, not timed: the same order on every machine.
  }];
}

def ArenaPackWeights : Pass<"arena-pack-weights", "::pelemay::arena::ProgramOp"> {
  let summary = "constants in the order and type their kernels read";
  let description = [{
    Weights are reordered as the chosen variant wants them (`runtime/pelemay/pack.h`); the lists of a requantization
    become constants where they hold one value a channel.
  }];
}

def ArenaAssignLifetimes : Pass<"arena-assign-lifetimes", "::pelemay::arena::ProgramOp"> {
  let summary = "the first and last step at which a slot holds its value";
  let description = [{
    Both ends are included: what a step writes never shares bytes with what it reads.
  }];
}

def ArenaPlanInPlace : Pass<"arena-plan-in-place", "::pelemay::arena::ProgramOp"> {
  let summary = "results that take the place of an operand that nobody reads any more";
  let description = [{
    A step whose kernel reads an element before it writes the one at the same place may write over an operand of the
    same size that dies there: `in_place` of the step says which. Element-wise ops, softmax, and what an epilogue
    adds to a convolution (a residual). Needs lives and variants.
  }];
}

def ArenaSolveOffsets : Pass<"arena-solve-offsets", "::pelemay::arena::ProgramOp"> {
  let summary = "the byte offset of each slot in its memory";
  let description = [{
    Asks the planner and validates its answer. Leaves on the program `arena_bytes`, the bytes each memory needs, and
    `optimality`: whether that is proven least, and for which question.
  }];
}

def ArenaCheckPlan : Pass<"arena-check-plan", "::pelemay::arena::ProgramOp"> {
  let summary = "replays the program in its memories, with an owner for every byte";
  let description = [{
    Fails unless every slot lies within its memory, every step reads exactly what its data flow says, every row
    is computed once, and outputs, state and the caller's inputs are right at the end. Knows nothing of how the
    plan was made, shares no code with the planner, and counts every size anew.
  }];
}

def ArenaName : Pass<"arena-name", "::pelemay::arena::ProgramOp"> {
  let summary = "C names for the program, its constants, slots and steps";
  let description = [{
    The model's names where C and C++ allow them; what is taken or reserved gets a number.
  }];
}

def ArenaPrint : Pass<"arena-print", "::pelemay::arena::ProgramOp"> {
  let summary = "prints the generated files on standard output";
  let description = [{
    Needs a program that has been through arena-name; changes nothing.
  }];
}

#endif
