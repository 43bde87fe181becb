//===- Probe.td - the probe dialect: what is watched ----------------------------------------------===//
#ifndef PELEMAY_PROBE
#define PELEMAY_PROBE

include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Probe_Dialect : Dialect {
  let name = "probe";
  let summary = "What is watched: advice woven at the join points a pointcut chose.";
  let description = [{
    An advice is a step that reads its value: no other liveness rule. Without probes not one byte of the output
    changes.
  }];
  let cppNamespace = "::pelemay::probe";
}

def Probe_LogOp : Op<Probe_Dialect, "log", []> {
  let summary = "hands a value to the firmware's log hook";
  let description = [{
    `op` and `node` are the user's names of the join point. The value is written in the user's axis order: its
    axis `i` is axis `axes[i]` of `x`. Not pure: it is the reason that `x` is kept as it is.

    - (C1) `axes`, when present, holds each axis of `x` once.
  }];
  let arguments = (ins AnyRankedTensor:$x, StrAttr:$op, StrAttr:$node, OptionalAttr<DenseI64ArrayAttr>:$axes);
  let assemblyFormat = "$x `op` $op `node` $node (`axes` $axes^)? attr-dict `:` type($x)";
  let hasVerifier = 1;
}

#endif
