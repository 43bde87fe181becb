//===- RandomNets.cpp - random-wired nets by seed -------------------------===//

#include "tools/bench/RandomNets.h"

#include <algorithm>
#include <random>

namespace pelemay::planner {

namespace {
/// A map: the value it is (a part of), its own bytes, and the tasks that write it.
struct Map {
  ValueId value = kNone;
  int64_t pixels = 0, channels = 0;
  std::vector<TaskId> writers;

  Bytes bytes() const { return pixels * pixels * channels; }
};

class Net {
 public:
  explicit Net(const Wiring& w) : wiring(w), engine(w.seed) {}

  Tasks run() {
    Map map{
        add(wiring.pixels * wiring.pixels * wiring.channels), wiring.pixels, wiring.channels, {}};
    net.values[0].fromStart = true;
    for (int cell = 0; net.count() < wiring.tasks; ++cell) map = addCell(map, cell % 2 == 1);
    net.values[static_cast<size_t>(map.value)].toEnd = true;
    return std::move(net);
  }

 private:
  size_t below(size_t most) { return engine() % most; }  // the same everywhere

  ValueId add(Bytes bytes) {
    net.values.push_back({bytes, false, false});
    return static_cast<ValueId>(net.values.size()) - 1;
  }

  /// A task that reads `inputs` and writes `value`, in place of the last input if it may be.
  Map addTask(const std::vector<Map>& inputs, Map made, bool inPlace) {
    if (made.value == kNone) made.value = add(made.bytes());
    Task task;
    task.touches.push_back(made.value);
    for (const Map& input : inputs) {
      task.touches.push_back(input.value);
      task.after.insert(task.after.end(), input.writers.begin(), input.writers.end());
      if (inPlace) task.inPlace.push_back({input.value, made.value});
    }
    for (auto* list : {&task.touches, &task.after}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    net.tasks.push_back(task);
    made.writers = {net.count() - 1};
    return made;
  }

  Map addCell(const Map& input, bool halves) {
    bool smaller = halves && input.pixels > 4;
    std::vector<Map> nodes{input};
    std::vector<bool> isRead(static_cast<size_t>(wiring.nodes) + 1);
    std::vector<std::vector<size_t>> reads{{}};
    for (size_t k = 1; k <= static_cast<size_t>(wiring.nodes); ++k) {
      constexpr size_t kFanIns[] = {1, 2, 2, 3};
      size_t wanted = std::min(nodes.size(), kFanIns[below(4)]);
      std::vector<size_t> chosen;
      while (chosen.size() < wanted) {
        size_t one = below(nodes.size());
        if (std::find(chosen.begin(), chosen.end(), one) == chosen.end()) chosen.push_back(one);
      }
      for (size_t one : chosen) isRead[one] = true;
      reads.push_back(chosen);
      nodes.emplace_back();  // made below, when it is known who reads it
    }
    int64_t pixels = smaller ? input.pixels / 2 : input.pixels;
    int64_t channels = smaller ? input.channels * 2 : input.channels;
    size_t leaves = 0;
    for (size_t k = 1; k < nodes.size(); ++k) leaves += !isRead[k];
    // The parts of the concatenation are one value.
    Map whole{kNone, pixels, channels * static_cast<int64_t>(leaves), {}};
    if (leaves > 1) whole.value = add(whole.bytes());
    for (size_t k = 1; k < nodes.size(); ++k) {
      std::vector<Map> parts;
      bool isLeaf = !isRead[k] && leaves > 1;
      for (size_t from : reads[k]) {
        int64_t wide = nodes[from].channels * (2 + static_cast<int64_t>(below(5))) / 4;
        Map deep = addTask({nodes[from]}, {kNone, pixels, wide, {}}, false);
        Map target{isLeaf && reads[k].size() == 1 ? whole.value : kNone, pixels, channels, {}};
        parts.push_back(addTask({deep}, target, false));
      }
      Map sum{isLeaf ? whole.value : kNone, pixels, channels, {}};
      nodes[k] = parts.size() == 1 ? parts[0] : addTask(parts, sum, !isLeaf);
      if (isLeaf) whole.writers.push_back(nodes[k].writers[0]);
      if (!isRead[k] && leaves == 1) whole = nodes[k];
    }
    return addTask({whole}, {kNone, pixels, channels, {}}, false);  // back to so many channels
  }

  const Wiring& wiring;
  std::mt19937 engine;
  Tasks net;
};
}  // namespace

Tasks randomNet(const Wiring& wiring) { return Net(wiring).run(); }

}  // namespace pelemay::planner
