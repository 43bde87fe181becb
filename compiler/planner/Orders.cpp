//===- Orders.cpp - in which order to place -------------------------------===//

#include "compiler/planner/Orders.h"

#include <algorithm>
#include <array>

namespace pelemay::planner {

namespace {
struct Facts {
  Bytes size = 0;
  Time first = kMaxTime, last = 0, lifetime = 0;
  Bytes pressure = 0, traffic = 0;
  bool atPeak = false;
};
}  // namespace

static Facts factsOf(const Problem& problem, const Unit& unit, const Neighbors& neighbors,
                     const std::vector<BufferId>& peak) {
  Facts facts;
  facts.size = unit.extent;
  for (const Member& member : unit.members) {
    const Buffer& buffer = problem.buffer(member.buffer);
    facts.first = std::min(facts.first, buffer.live.front().first);
    facts.last = std::max(facts.last, buffer.live.back().last);
    for (const Interval& when : buffer.live) facts.lifetime += when.last - when.first + 1;
    for (const Neighbor& neighbor : neighbors[static_cast<size_t>(member.buffer)]) {
      facts.pressure += problem.buffer(neighbor.other).size;
    }
    facts.traffic += buffer.touched != 0 ? buffer.touched : buffer.size;
    facts.atPeak |= std::binary_search(peak.begin(), peak.end(), member.buffer);
  }
  return facts;
}

/// Larger keys are placed first. Products and quotients are doubles: exact enough to rank by, and
/// the same on every machine with IEEE arithmetic.
static std::array<double, 2> keyOf(Rule rule, const Facts& facts) {
  double size = static_cast<double>(facts.size);
  double lifetime = static_cast<double>(facts.lifetime);
  switch (rule) {
    case Rule::size: return {size, lifetime};
    case Rule::lifetime: return {lifetime, size};
    case Rule::area: return {size * lifetime, size};
    case Rule::pressure: return {static_cast<double>(facts.pressure), size};
    case Rule::peak: return {facts.atPeak ? 1.0 : 0.0, size};
    case Rule::start: return {-static_cast<double>(facts.first), size};
    case Rule::end: return {static_cast<double>(facts.last), size};
    case Rule::heat:
      return {facts.size == 0 ? 0.0 : static_cast<double>(facts.traffic) / size, size};
  }
  return {};
}

Order orderBy(Rule rule, const Problem& problem, const std::vector<Unit>& units,
              const Neighbors& neighbors, const std::vector<BufferId>& peak) {
  Order order;
  std::vector<std::array<double, 3>> keys;
  for (const Unit& unit : units) {
    auto [first, second] = keyOf(rule, factsOf(problem, unit, neighbors, peak));
    order.push_back(static_cast<UnitId>(keys.size()));
    keys.push_back({unit.fixed ? 1.0 : 0.0, first, second});
  }
  std::sort(order.begin(), order.end(), [&](UnitId a, UnitId b) {
    const auto &first = keys[static_cast<size_t>(a)], &second = keys[static_cast<size_t>(b)];
    return first != second ? first > second : a < b;
  });
  return order;
}

}  // namespace pelemay::planner
