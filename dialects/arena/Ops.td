//===- Ops.td - programs, slots, constants and steps ---------------------------------------------===//
#ifndef PELEMAY_ARENA_OPS
#define PELEMAY_ARENA_OPS

include "dialects/arena/Attributes.td"
include "dialects/arena/Types.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Arena_Op<string mnemonic, list<Trait> traits = []> : Op<Arena_Dialect, mnemonic, traits>;

def Arena_ProgramOp : Arena_Op<"program", [IsolatedFromAbove, NoTerminator, SingleBlock, SymbolTable, Symbol]> {
  let summary = "one model, scheduled";
  let description = [{
    - (C1) the body holds constants, slots, views, steps and streams only.
    - (C2) inputs and outputs are numbered from 0 without gaps.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypedArrayAttrBase<Arena_MemoryAttr, "memories">:$memories,
                       DictionaryAttr:$model);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name `memories` $memories `model` $model attr-dict-with-keyword $body";
  let hasVerifier = 1;
}

def Arena_ConstantOp : Arena_Op<"constant", [Symbol]> {
  let summary = "a tensor in flash, packed as a kernel wants it";
  let description = [{
    `pack` names the order of the bytes (`dense`: logical order); `runtime/pelemay/` defines it, so that the
    compiler and the kernel agree. `memory` is absent for the default flash. `tensor` is the model's name of it.

    - (C1) the value's type is `type`.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, ElementsAttr:$value, DefaultValuedStrAttr<StrAttr, "dense">:$pack,
                       OptionalAttr<I64Attr>:$memory, DefaultValuedOptionalAttr<I64Attr, "4">:$align,
                       DefaultValuedStrAttr<StrAttr, "">:$tensor);
  let assemblyFormat = "$sym_name `pack` $pack $value attr-dict";
}

def Arena_SlotOp : Arena_Op<"slot"> {
  let summary = "a place for one value: every storage fact, nowhere else";
  let description = [{
    `memory` is an index into the program's memories; absent for a buffer the caller passes by pointer. `offset`
    is absent until the plan is solved. `live` holds the first and last step (closed). `io` numbers inputs and
    outputs. `quant` is for report, header and probes.

    - (C1) a ring keeps at least one row, at most as many as its axis has, along an axis of the tensor.
    - (C2) `offset` is a multiple of `align` and not negative; `align` is a power of two.
    - (C3) `memory` is one of the program's.
    - (C4) inputs and outputs, and only they, have `io`.
    - (C5) a layout's order holds each axis once.
  }];
  let arguments = (ins StrAttr:$name, Arena_LifeAttr:$life, OptionalAttr<I64Attr>:$memory, OptionalAttr<I64Attr>:$offset,
                       DefaultValuedOptionalAttr<I64Attr, "4">:$align, OptionalAttr<Arena_LayoutAttr>:$layout,
                       OptionalAttr<Arena_MarginAttr>:$margin, OptionalAttr<Arena_RingAttr>:$ring,
                       OptionalAttr<ArrayAttr>:$extents, OptionalAttr<DenseI64ArrayAttr>:$live, OptionalAttr<I64Attr>:$io,
                       OptionalAttr<AnyAttr>:$quant, OptionalAttr<DenseI64ArrayAttr>:$axes, UnitAttr:$may_overwrite);
  let results = (outs Arena_SlotType:$slot);
  let assemblyFormat = [{ $name $life (`memory` $memory^)? (`at` $offset^)? (`align` $align^)? (`ring` $ring^)?
                          attr-dict `:` type($slot) }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::RankedTensorType getTensorType() { return getSlot().getType().getTensor(); }
  }];
}

def Arena_ViewOp : Arena_Op<"view"> {
  let summary = "part of another slot's bytes under a type of its own";
  let description = [{
    A reshape, a slice, a part of a concatenation. `at` is in bytes from the base's first. Elements lie side by
    side, or, with a `pitch`, pixels (the last axis) do, and each begins `pitch` elements behind the one before:
    some channels of a wider map.

    - (C1) the view lies within its base.
    - (C2) `pitch` is the base's last axis, in elements as large as the view's; each pixel lies within one of the base.
    - (C3) a base has no pitch of its own.
  }];
  let arguments = (ins Arena_SlotType:$base, I64Attr:$at, OptionalAttr<I64Attr>:$pitch, StrAttr:$name,
                       OptionalAttr<DenseI64ArrayAttr>:$axes);
  let results = (outs Arena_SlotType:$slot);
  let assemblyFormat = "$name `of` $base `at` $at (`pitch` $pitch^)? attr-dict `:` type($base) `->` type($slot)";
  let hasVerifier = 1;
}

def Arena_StepOp : Arena_Op<"step", [AttrSizedOperandSegments, DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "one kernel call";
  let description = [{
    `op` is the graph op it computes (or `probe.log`) and `params` that op's attributes. `variant`, `shape` and `rows` are chosen by
    select-variants: which kernel, the shape type it is given, and, for a row kernel, which rows of each input an
    output row reads. A step without `rows` is opaque: it reads and writes whole slots. `down`: rows are computed from
    the last to the first. `may_fail`: the call returns a status. `order` says which operand of the graph op each
    input and weight is: entry `i` is operand `i`, `k >= 0` for input `k`, `-1 - k` for weight `k`. `in_place`: the
    result takes the place of this input.

    - (C1) every weight, and every weight of the epilogue, is a constant of the program.
    - (C2) inputs named by the epilogue exist.
    - (C3) `down` and rings need row maps, one for each input.
    - (C4) `in_place` is one of the inputs.
  }];
  let arguments = (ins StrAttr:$op, Variadic<Arena_SlotType>:$inputs, Variadic<Arena_SlotType>:$outputs,
                       Variadic<Arena_SlotType>:$scratch, OptionalAttr<TypedArrayAttrBase<FlatSymbolRefAttr, "constants">>:$weights,
                       DictionaryAttr:$params, OptionalAttr<ArrayAttr>:$epilogue, OptionalAttr<StrAttr>:$variant,
                       OptionalAttr<Arena_ShapeAttr>:$shape, OptionalAttr<TypedArrayAttrBase<Arena_RowMapAttr, "row maps">>:$rows, UnitAttr:$down,
                       UnitAttr:$may_fail, OptionalAttr<DenseI64ArrayAttr>:$order, OptionalAttr<I64Attr>:$in_place, DefaultValuedStrAttr<StrAttr, "">:$name, OptionalAttr<ArrayAttr>:$origins);
  let assemblyFormat = [{ $op `(` $inputs `)` (`weights` $weights^)? `->` `(` $outputs `)` (`scratch` `(` $scratch^ `)`)?
                          `params` $params (`epilogue` $epilogue^)? (`variant` $variant^)? (`shape` $shape^)?
                          (`rows` $rows^)? (`down` $down^)? attr-dict `:` functional-type(operands, results) }];
  let hasVerifier = 1;
}

def Arena_StreamOp : Arena_Op<"stream", [NoTerminator, SingleBlock]> {
  let summary = "several steps run together, row by row";
  let description = [{
    `phases` is the static schedule: prologue, steady state, epilogue. The checker replays it.

    - (C1) the body holds row steps only.
    - (C2) every phase has a number of rows for each step, none negative, and a positive repeat count.
    - (C3) over all phases each step computes every row of its output once. Of a slot that lives in the arena the
      last rows may be left out: the checker finds whoever reads them.
  }];
  let arguments = (ins StrAttr:$name, TypedArrayAttrBase<Arena_PhaseAttr, "phases">:$phases);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$name `phases` $phases attr-dict-with-keyword $body";
  let hasVerifier = 1;
}

#endif
