#include "compiler/analysis/ByteMap.h"

#include <algorithm>

namespace pelemay::check {

/// The first stretch that begins at `position` or behind it, once none reaches across.
ByteMap::Stretches::iterator ByteMap::splitAt(int64_t position) {
  auto next = stretches_.lower_bound(position);
  if (next == stretches_.begin()) return next;
  auto before = std::prev(next);
  if (before->second.end <= position) return next;
  Stretch rest = before->second;
  before->second.end = position;
  return stretches_.emplace_hint(next, position, rest);
}

void ByteMap::set(int64_t begin, int64_t end, const Owner& owner) {
  if (begin >= end) return;
  splitAt(begin);
  stretches_.erase(stretches_.lower_bound(begin), splitAt(end));
  auto here = stretches_.emplace(begin, Stretch{end, owner}).first;
  // Rows written one after the other become one stretch.
  auto next = std::next(here);
  if (next != stretches_.end() && next->first == end && next->second.owner == owner) {
    here->second.end = next->second.end;
    stretches_.erase(next);
  }
  if (here == stretches_.begin()) return;
  auto before = std::prev(here);
  if (before->second.end != begin || !(before->second.owner == owner)) return;
  before->second.end = here->second.end;
  stretches_.erase(here);
}

void ByteMap::visit(int64_t begin, int64_t end,
                    llvm::function_ref<bool(int64_t, int64_t, const Owner*)> visit) const {
  auto next = stretches_.upper_bound(begin);
  if (next != stretches_.begin() && std::prev(next)->second.end > begin) --next;
  while (begin < end) {
    bool owned = next != stretches_.end() && next->first <= begin;
    int64_t stop = owned ? next->second.end : next == stretches_.end() ? end : next->first;
    stop = std::min(stop, end);
    if (!visit(begin, stop, owned ? &next->second.owner : nullptr)) return;
    if (owned) ++next;
    begin = stop;
  }
}

}  // namespace pelemay::check
