//===- Groups.td - the groups an op can belong to ------------------------------------------------===//
// One list serves three readers: the chapters of docs/ops.md, the pointcut `group(...)`, and whoever
// asks an op what it is. Titles are Nx's documentation groups, so that an Elixir user can guess them;
// Linear, Normalization and Quantization are our additions (Nx keeps dot and conv under "N-dim").
//===---------------------------------------------------------------------------------------------===//
#ifndef PELEMAY_GRAPH_GROUPS
#define PELEMAY_GRAPH_GROUPS

include "mlir/IR/OpBase.td"

class Graph_Group<string id, string title, string about> : OpDocGroup {
  string name = id;
  let summary = title;
  let description = about;
}

def Graph_Element : Graph_Group<"element", "Element-wise",
    "One output element for each element of the (broadcast) operands. Such an op can become the epilogue of the op that feeds it.">;
def Graph_Linear : Graph_Group<"linear", "Linear", "Convolutions and products.">;
def Graph_Window : Graph_Group<"window", "Window", "A sliding window over the spatial axes: pooling.">;
def Graph_Shape : Graph_Group<"shape", "Shape", "Views and moves; no arithmetic.">;
def Graph_Aggregation : Graph_Group<"aggregation", "Aggregates", "Reductions over axes.">;
def Graph_Normalization : Graph_Group<"normalization", "Normalization", "Ops that relate an element to its neighbours along an axis.">;
def Graph_Quantization : Graph_Group<"quantization", "Quantization",
    "The only ops that know scales or zero points. All other ops see plain integers.">;
def Graph_Creation : Graph_Group<"creation", "Creation", "Values that come from nowhere.">;

#endif
