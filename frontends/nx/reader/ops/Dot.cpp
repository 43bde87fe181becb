//===- Dot.cpp - a product over any axes is a matrix product between two reshapes -------------===//
//
//   left  [free.., contract..] as [M, K]      right [contract.., free..] as [K, N]      [M, N] as
//   the result
//
// Transposes and reshapes that change nothing are not made: matrices meet as they are.
//===------------------------------------------------------------------------------------------===//
#include "frontends/nx/reader/Table.h"

using namespace mlir;

namespace pelemay::nx {

namespace {
struct Side {
  llvm::SmallVector<int64_t> contract, free, order;  // axes
  llvm::SmallVector<int64_t> freeSizes;
  int64_t contracted = 1, kept = 1;  // elements
};
}  // namespace

static std::optional<Side> readSide(Node& node, size_t operand, llvm::StringRef contract,
                                    llvm::StringRef batch) {
  llvm::ArrayRef<int64_t> shape = node.typeOf(operand).getShape();
  int64_t last = static_cast<int64_t>(shape.size()) - 1;
  auto batched = node.attribute(batch).integers(0, last);
  if (!batched) return {};
  if (!batched->empty())
    return (void)node.attribute(batch).fail(
               "no batch axes: stacks of matrices cannot be imported yet", listed(*batched)),
           std::nullopt;
  auto axes = node.attribute(contract).integers(0, last);
  if (!axes) return {};
  Side side;
  side.contract = *axes;
  for (int64_t axis : side.contract) {
    if (llvm::count(side.contract, axis) > 1)
      return (void)node.attribute(contract).fail("each axis once", listed(side.contract)),
             std::nullopt;
    side.contracted *= shape[axis];
  }
  for (int64_t axis = 0; axis <= last; ++axis) {
    if (llvm::is_contained(side.contract, axis)) continue;
    side.free.push_back(axis);
    side.freeSizes.push_back(shape[axis]);
    side.kept *= shape[axis];
  }
  return side;
}

/// Whether both sides contract the same sizes in the same order, and the result is not too large.
static LogicalResult checkSizes(Node& node, const Side& left, const Side& right) {
  auto sizes = [&](size_t operand, const Side& side) {
    llvm::SmallVector<int64_t> all;
    for (int64_t axis : side.contract) all.push_back(node.typeOf(operand).getDimSize(axis));
    return all;
  };
  auto a = sizes(0, left), b = sizes(1, right);
  if (a != b)
    return node.fail("equal sizes on the contracted axes", listed(a) + " and " + listed(b));
  int64_t elements;
  if (__builtin_mul_overflow(left.kept, right.kept, &elements) || elements > graph::kMaxElements)
    return node.fail("a result of at most 2^40 elements",
                     llvm::Twine(left.kept) + " x " + llvm::Twine(right.kept));
  return success();
}

LogicalResult import_dot(Node& node) {
  if (failed(node.needOperands(2)) ||
      failed(
          node.needAttributes({"contract_left", "batch_left", "contract_right", "batch_right"})) ||
      failed(node.needElement({"f32"})) || failed(node.unifyTypes()))
    return failure();
  auto left = readSide(node, 0, "contract_left", "batch_left");
  if (!left) return failure();
  auto right = readSide(node, 1, "contract_right", "batch_right");
  if (!right || failed(checkSizes(node, *left, *right))) return failure();

  auto concat = [](llvm::ArrayRef<int64_t> a, llvm::ArrayRef<int64_t> b) {
    llvm::SmallVector<int64_t> all(a);
    all.append(b.begin(), b.end());
    return all;
  };
  Value a = node.transpose(node.operand(0), concat(left->free, left->contract));
  Value b = node.transpose(node.operand(1), concat(right->contract, right->free));
  a = node.reshape(a, {left->kept, left->contracted});
  b = node.reshape(b, {right->contracted, right->kept});
  Value product = node.create<graph::MatmulOp>({a, b});
  if (!product) return failure();
  return node.define(node.reshape(node.named(product), concat(left->freeSizes, right->freeSizes)));
}

}  // namespace pelemay::nx
