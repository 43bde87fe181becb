//===- Types.td - the type of a slot -------------------------------------------------------------===//
#ifndef PELEMAY_ARENA_TYPES
#define PELEMAY_ARENA_TYPES

include "dialects/arena/Dialect.td"
include "mlir/IR/AttrTypeBase.td"

def Arena_SlotType : TypeDef<Arena_Dialect, "Slot"> {
  let mnemonic = "slot";
  let summary = "bytes that hold a tensor of this type, in logical axis order";
  let parameters = (ins "::mlir::RankedTensorType":$tensor);
  let assemblyFormat = "`<` $tensor `>`";
}

#endif
