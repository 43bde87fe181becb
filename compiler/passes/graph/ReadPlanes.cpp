//===- ReadPlanes.cpp - a convolution reads an image of a few planes as it is ---------------------===//
//
//     %1 = graph.transpose %image perm [0, 2, 3, 1]
//     %2 = graph.conv %1, %w ..                       ==>   %2 = graph.conv %image, %w .. planar
//
// Frameworks hold images as planes, N, C, H, W. Turned around, the image would be there twice, next
// to the first map: the widest place of many networks. Only where no reader is left that wants the
// other order. Behind graph-sink-transposes, which leaves this transpose where it is, and before
// graph-fuse-pads, for a pad stands in front of the transpose.
//===---------------------------------------------------------------------------------------------===//

#include "compiler/passes/Passes.h"
#include "compiler/passes/graph/Origins.h"
#include "dialects/graph/Graph.h"

namespace pelemay {
#define GEN_PASS_DEF_GRAPHREADPLANES
#include "compiler/passes/Passes.h.inc"
}  // namespace pelemay

using namespace mlir;
using namespace pelemay;
using namespace pelemay::graph;

/// A kernel goes from plane to plane within a pixel: few enough for a pointer each.
static constexpr int64_t kMostPlanes = 4;

static bool turnsPlanesIntoPixels(TransposeOp transpose) {
  return transpose.getPerm() == llvm::ArrayRef<int64_t>({0, 2, 3, 1}) &&
         cast<RankedTensorType>(transpose.getX().getType()).getDimSize(1) <= kMostPlanes;
}

/// Whether the op that reads an image here could read planes.
static bool canReadPlanes(OpOperand& use) {
  auto conv = dyn_cast<ConvOp>(use.getOwner());
  return conv && &use == &conv.getXMutable() && conv.getGroups() == 1 && !conv.getPlanar();
}

static void absorb(TransposeOp transpose) {
  for (OpOperand& use : llvm::make_early_inc_range(transpose->getUses())) {
    auto conv = cast<ConvOp>(use.getOwner());
    conv.setPlanar(true);
    use.set(transpose.getX());
    joinOriginsBefore(conv, transpose);
  }
  transpose.erase();
}

namespace {
struct ReadPlanes : pelemay::impl::GraphReadPlanesBase<ReadPlanes> {
  void runOnOperation() override {
    llvm::SmallVector<TransposeOp> transposes;
    getOperation().walk([&](TransposeOp op) { transposes.push_back(op); });
    for (TransposeOp transpose : transposes)
      if (turnsPlanesIntoPixels(transpose) && !transpose->use_empty() &&
          llvm::all_of(transpose->getUses(), canReadPlanes))
        absorb(transpose);
  }
};
}  // namespace
