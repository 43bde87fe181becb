//===- Attributes.td - storage facts, schedules and calls ----------------------------------------===//
#ifndef PELEMAY_ARENA_ATTRIBUTES
#define PELEMAY_ARENA_ATTRIBUTES

include "dialects/arena/Dialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

class Arena_Attr<string name, string attrMnemonic> : AttrDef<Arena_Dialect, name> {
  let mnemonic = attrMnemonic;
}

def Arena_LifeAttr : I32EnumAttr<"Life", "how long a slot lives, and who owns it", [
    I32EnumAttrCase<"arena", 0>,     // during the run, planned
    I32EnumAttrCase<"state", 1>,     // from run to run, in NAME_state_t
    I32EnumAttrCase<"scratch", 2>,   // during one step
    I32EnumAttrCase<"input", 3>,     // written before the run: by the caller, or through NAME_<input>(self)
    I32EnumAttrCase<"output", 4>,    // read after the run
    I32EnumAttrCase<"constant", 5>,  // in flash
  ]> {
  let cppNamespace = "::pelemay::arena";
}

def Arena_MemoryAttr : Arena_Attr<"Memory", "memory"> {
  let summary = "one memory of the device";
  let description = [{`size` in bytes, 0 when not limited; `cost` orders memories, the cheapest is filled first.}];
  let parameters = (ins "::mlir::StringAttr":$name, DefaultValuedParameter<"int64_t", "0">:$size,
                        DefaultValuedParameter<"int64_t", "16">:$align, DefaultValuedParameter<"int64_t", "1">:$cost,
                        DefaultValuedParameter<"bool", "false">:$dma);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_LayoutAttr : Arena_Attr<"Layout", "layout"> {
  let summary = "how a slot's elements are stored";
  let description = [{
    `order`: logical axes from the outermost to the innermost. `block`: elements of the innermost axis kept
    together (0: not blocked). `stored`: element type in memory where it differs from the logical one.
    Absent: logical order, dense.
  }];
  let parameters = (ins "::mlir::DenseI64ArrayAttr":$order, DefaultValuedParameter<"int64_t", "0">:$block,
                        OptionalParameter<"::mlir::Type">:$stored);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_MarginAttr : Arena_Attr<"Margin", "margin"> {
  let summary = "pixels kept free left and right of each row, holding `fill`";
  let parameters = (ins "int64_t":$left, "int64_t":$right, DefaultValuedParameter<"int64_t", "0">:$fill);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_RingAttr : Arena_Attr<"Ring", "ring"> {
  let summary = "only the newest rows along an axis are kept";
  let description = [{
    Row `r` lies at slot `r mod rows`. `step`: rows added at a time. `persists`: the ring survives from run to
    run. `pixels`: a one-row ring handed over that many pixels at a time (0: by rows).
  }];
  let parameters = (ins "int64_t":$axis, "int64_t":$rows, DefaultValuedParameter<"int64_t", "1">:$step,
                        DefaultValuedParameter<"bool", "false">:$persists, DefaultValuedParameter<"int64_t", "0">:$pixels);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_ExtentAttr : Arena_Attr<"Extent", "extent"> {
  let summary = "the size of an axis known only at run time";
  let description = [{At most `bound`; the slot named `count` holds the number.}];
  let parameters = (ins "int64_t":$axis, "int64_t":$bound, "::mlir::StringAttr":$count);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_RowMapAttr : Arena_Attr<"RowMap", "rows"> {
  let summary = "which rows of an input an output row reads";
  let description = [{
    Row `y` reads rows `y*stride - pad + k*dilation` for `k` in `[0, window)`, those that exist; with `whole`, all
    rows. Lets the checker replay a schedule without knowing who made it.
  }];
  let parameters = (ins DefaultValuedParameter<"int64_t", "1">:$window, DefaultValuedParameter<"int64_t", "1">:$stride,
                        DefaultValuedParameter<"int64_t", "0">:$pad, DefaultValuedParameter<"int64_t", "1">:$dilation,
                        DefaultValuedParameter<"bool", "false">:$whole);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_PhaseAttr : Arena_Attr<"Phase", "phase"> {
  let summary = "a stretch of a stream's static schedule";
  let description = [{`repeat` times: each step of the stream, in order, computes its next `rows[i]` rows.}];
  let parameters = (ins "int64_t":$repeat, "::mlir::DenseI64ArrayAttr":$rows);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_TermAttr : Arena_Attr<"Term", "term"> {
  let summary = "one named part of a shape: In<8, 8, 1>";
  let parameters = (ins "::mlir::StringAttr":$name, "::mlir::DenseI64ArrayAttr":$values);
  let assemblyFormat = "`<` $name $values `>`";
}

def Arena_ShapeAttr : Arena_Attr<"Shape", "shape"> {
  let summary = "the shape type a kernel is given";
  let description = [{`family` is a shape of the runtime (`Window`, `Extent`, ..), `terms` its arguments.}];
  let parameters = (ins "::mlir::StringAttr":$family, "::mlir::ArrayAttr":$terms);
  let assemblyFormat = "`<` $family $terms `>`";
}

def Arena_ApplyAttr : Arena_Attr<"Apply", "apply"> {
  let summary = "an element-wise op in a step's epilogue";
  let description = [{
    Names a graph op. Its other operand, if any, is the constant `weight` (one value a channel) or the step's
    input number `input` (a tensor of the result's shape).
  }];
  let parameters = (ins "::mlir::StringAttr":$op, OptionalParameter<"::mlir::FlatSymbolRefAttr">:$weight,
                        DefaultValuedParameter<"int64_t", "-1">:$input, DefaultValuedParameter<"bool", "false">:$swapped,
                        OptionalParameter<"::mlir::DictionaryAttr">:$attributes);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Arena_RequantizeAttr : Arena_Attr<"Requantize", "requantize"> {
  let summary = "#graph.requantize with its lists in flash";
  let description = [{Each of `multiplier`, `shift`, `lo`, `hi`, `tie` is an integer, or a constant with one value a channel.}];
  let parameters = (ins "::mlir::Type":$type, "::mlir::Attribute":$multiplier, "::mlir::Attribute":$shift, "int64_t":$zero,
                        "::mlir::Attribute":$lo, "::mlir::Attribute":$hi, OptionalParameter<"::mlir::Attribute">:$tie);
  let assemblyFormat = "`<` struct(params) `>`";
}

#endif
