//===- Dialect.td - the arena dialect: where and when ---------------------------------------------===//
#ifndef PELEMAY_ARENA_DIALECT
#define PELEMAY_ARENA_DIALECT

include "mlir/IR/OpBase.td"

def Arena_Dialect : Dialect {
  let name = "arena";
  let summary = "Where values lie and when they are computed: scheduled steps on slots.";
  let description = [{
    The same program as in `graph`, scheduled. Steps run in the order they stand; every operand is a slot: bytes
    at an offset in a memory, with all that is known of how they are stored. A step is one kernel call. Everything
    the generated file says is decided here; the printer decides nothing.

    `canonicalize` and `cse` do not run at this level: two slots that look alike are two places.
  }];
  let cppNamespace = "::pelemay::arena";
  let useDefaultAttributePrinterParser = 1;
  let useDefaultTypePrinterParser = 1;
  let dependentDialects = ["::pelemay::graph::GraphDialect"];
}

#endif
