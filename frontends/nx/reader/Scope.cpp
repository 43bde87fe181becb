#include "frontends/nx/reader/Scope.h"

using namespace mlir;

namespace pelemay::nx {

/// Ids are exact in every JSON reader, and none of DenseMap's two reserved keys.
static constexpr int64_t kLargestId = int64_t(1) << 53;

Scope::Scope(func::FuncOp function, Location file, std::string sidecar)
    : file_(file),
      builder_(OpBuilder::atBlockEnd(&function.getBody().front())),
      path_(std::move(sidecar)) {}

Value Scope::find(const Field& field) const {
  auto id = field.integer(0, kLargestId);
  if (!id) return {};
  auto found = values_.find(*id);
  if (found != values_.end()) return found->second;
  return (void)field.fail("the id of an input or of a node before"), Value();
}

LogicalResult Scope::define(const Field& field, Value value) {
  auto id = field.integer(0, kLargestId);
  if (!id) return failure();
  if (values_.try_emplace(*id, value).second) return success();
  return field.fail("an id of its own", std::to_string(*id) + ", which another value has");
}

const Sidecar* Scope::sidecar(Location loc) {
  if (!sidecar_) sidecar_ = Sidecar::open(path_, loc);
  return sidecar_.get();
}

}  // namespace pelemay::nx
