#include "tools/pelemay/StackBound.h"

#include <map>
#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pelemay {

namespace {

/// The text between `key: "` and the next quote.
llvm::StringRef valueOf(llvm::StringRef line, const char* key) {
  llvm::StringRef rest = line.split(std::string(key) + ": \"").second;
  return rest.take_until([](char c) { return c == '"'; });
}

class Graph {
 public:
  Graph(StackInImage* image, const std::string& entry)
      : image_(image), model_(llvm::StringRef(entry).rsplit('_').first.str() + "_") {}

  void add(llvm::StringRef text) {
    llvm::SmallVector<llvm::StringRef> lines;
    text.split(lines, '\n');
    for (llvm::StringRef line : lines) {
      if (line.starts_with("node:")) addNode(valueOf(line, "title").str(), valueOf(line, "label"));
      if (line.starts_with("edge:"))
        calls_[valueOf(line, "sourcename").str()].insert(valueOf(line, "targetname").str());
    }
  }

  StackBound from(const std::string& entry) {
    StackBound bound;
    bound.bytes = deepest(entry);
    for (const std::string& name : outside_) bound.outside.push_back(name);
    return bound;
  }

 private:
  /// "digits_run\ndigits.cpp:40:5\n24 bytes (static)": what has no size is defined elsewhere.
  void addNode(const std::string& title, llvm::StringRef label) {
    size_t at = label.find(" bytes (");
    if (at == llvm::StringRef::npos) return;
    llvm::StringRef before = label.take_front(at);
    int64_t bytes;
    if (before.substr(before.rfind('n') + 1).getAsInteger(10, bytes)) return;  // after "\n"
    llvm::StringRef kind = label.drop_front(at + 8).take_until([](char c) { return c == ')'; });
    sizes_[title] = kind == "dynamic" ? -1 : bytes;
  }

  std::optional<int64_t> deepest(const std::string& name) {
    auto known = done_.find(name);
    if (known != done_.end()) return known->second;
    auto size = sizes_.find(name);
    if (name == "__indirect_call") return std::nullopt;
    if (size == sizes_.end()) {
      // Hooks are the firmware's, NAME_log: those in the image are ours.
      if (image_ != nullptr && !llvm::StringRef(name).starts_with(model_))
        if (std::optional<int64_t> depth = image_->of(name)) return done_[name] = depth;
      outside_.insert(name);
      return 0;
    }
    if (size->second < 0 || !open_.insert(name).second) return std::nullopt;  // no bound; recursion
    int64_t below = 0;
    bool bounded = true;
    for (const std::string& callee : calls_[name]) {
      std::optional<int64_t> depth = deepest(callee);
      bounded &= depth.has_value();
      below = std::max(below, depth.value_or(0));
    }
    open_.erase(name);
    // Titles of functions that no other file sees: "digits.cpp:name".
    int64_t own = size->second;
    if (image_ != nullptr) own += image_->beyondFrame(name.substr(name.rfind(':') + 1));
    return done_[name] = bounded ? std::optional<int64_t>(own + below) : std::nullopt;
  }

  StackInImage* image_;
  std::string model_;  // what names of the model's functions begin with

  std::map<std::string, int64_t> sizes_;
  std::map<std::string, std::set<std::string>> calls_;
  std::map<std::string, std::optional<int64_t>> done_;
  std::set<std::string> open_, outside_;
};

}  // namespace

StackBound stackBound(const std::vector<std::string>& graphs, const std::string& entry,
                      StackInImage* image) {
  Graph graph(image, entry);
  for (const std::string& text : graphs) graph.add(text);
  return graph.from(entry);
}

}  // namespace pelemay
