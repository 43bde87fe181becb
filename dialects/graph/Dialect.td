//===- Dialect.td - the graph dialect and the mechanism by which an op is one record --------------===//
// A record says all there is to know of an op: its meaning, its numbered constraints, what frontends
// call it, its group, and the C++ of one element (or the kernel that computes it). mlir-tblgen makes
// the class and the docs; pelemay-tblgen makes the import tables, the scalar functors of the runtime
// and the tables of the constant folder.
//===---------------------------------------------------------------------------------------------===//
#ifndef PELEMAY_GRAPH_DIALECT
#define PELEMAY_GRAPH_DIALECT

include "dialects/graph/Groups.td"
include "dialects/graph/Interfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Graph_Dialect : Dialect {
  let name = "graph";
  let summary = "What is computed: static tensors, value semantics.";
  let description = [{
    The union of what ONNX and Nx need, each op with one exact meaning. Axis order is logical: windows are
    `N, spatial.., C`, their weights `O, spatial.., I`; how a value is stored is its slot's affair (see the
    `arena` dialect). Integer tensors are plain integers. `origins` names the nodes of the user's model.
  }];
  let cppNamespace = "::pelemay::graph";
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{
    // One a group, defined beside the group's ops: keeps each file's share of op templates small.
    void addElementOps();
    void addLinearOps();
    void addWindowOps();
    void addShapeOps();
    void addAggregationOps();
    void addNormalizationOps();
    void addQuantizationOps();
    void addCreationOps();
    void addAttributes();
  }];
}

// What a frontend calls an op. `since`: the first version of the operator that means the same.
// Where operands or attributes differ from ours the importer has a function of its own for it.
class From<string fe, string spelling, int opset = 1> {
  string frontend = fe;
  string name = spelling;
  int since = opset;
  bit custom = 0;
}

// A spelling of an element-wise op whose operands or attributes differ from ours.
class Custom<string fe, string spelling, int opset = 1> : From<fe, spelling, opset> {
  let custom = 1;
}

class Graph_Op<string mnemonic, Graph_Group group, list<Trait> traits = []> :
    Op<Graph_Dialect, mnemonic, traits # [Pure, DeclareOpInterfaceMethods<Graph_GraphOpInterface>]> {
  let opDocGroup = group;
  list<From> from = [];  // frontends' spellings of this op
  string scalar = "";    // C++ of one element; makes the op fusable and foldable
  code extra = "";
  let extraClassDeclaration =
    "static constexpr ::llvm::StringLiteral kGroup{\"" # group.summary # "\"};\n" #
    "static constexpr ::llvm::StringLiteral kScalar{\"" # scalar # "\"};\n" # extra;
}

#endif
