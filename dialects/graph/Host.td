//===- Host.td - ops that can carry an epilogue --------------------------------------------------===//
#ifndef PELEMAY_GRAPH_HOST
#define PELEMAY_GRAPH_HOST

include "dialects/graph/Attributes.td"
include "dialects/graph/Dialect.td"

/// An op with `extras` and `epilogue` (both arguments are spelled out in the record, where their place
/// among the other operands is decided). Its verifier checks the epilogue.
class Graph_Host<string mnemonic, Graph_Group group, list<Trait> traits = []> :
    Graph_Op<mnemonic, group, traits # [Graph_HostOpInterface]> {
  let hasVerifier = 1;
}

#endif
