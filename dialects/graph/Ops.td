//===- Ops.td - all groups together, for docs and for pelemay-tblgen -----------------------------===//
include "dialects/graph/ops/Element.td"
include "dialects/graph/ops/Linear.td"
include "dialects/graph/ops/Window.td"
include "dialects/graph/ops/Shape.td"
include "dialects/graph/ops/Aggregation.td"
include "dialects/graph/ops/Normalization.td"
include "dialects/graph/ops/Quantization.td"
include "dialects/graph/ops/Creation.td"
