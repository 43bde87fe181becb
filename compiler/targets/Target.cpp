#include "compiler/targets/Target.h"

#include <algorithm>
#include <optional>

#include "compiler/targets/Extend.h"
#include "compiler/targets/MemoryMap.h"

namespace pelemay {

using Json = nlohmann::json;

namespace {

constexpr int64_t kMaxBytes = int64_t{1} << 46;  // as the planner's

/// Reads the fields of one object; each field is asked for once, and what was not asked for is
/// unknown. The first error stays.
class Object {
 public:
  Object(const Json& json, std::string path, std::string& wrong)
      : json_(json), path_(std::move(path)), wrong_(wrong) {
    if (!json_.is_object()) fail(path_, "needs an object");
  }

  std::string text(const char* name, bool required = true) {
    const Json* value = field(name, required);
    if (value == nullptr) return {};
    if (!value->is_string() || value->get_ref<const std::string&>().empty())
      return fail(at(name), "needs a text that is not empty"), std::string();
    return value->get<std::string>();
  }

  int64_t integer(const char* name, int64_t low, int64_t high, std::optional<int64_t> absent) {
    const Json* value = field(name, !absent);
    if (value == nullptr) return absent.value_or(low);
    bool fits = value->is_number_unsigned() &&
                value->get<uint64_t>() <= static_cast<uint64_t>(high) &&
                value->get<int64_t>() >= low;
    if (!fits)
      fail(at(name), "needs " +
                         (low == high ? std::to_string(low)
                                      : "an integer from " + std::to_string(low) + " to " +
                                            std::to_string(high)) +
                         ", but got " + value->dump());
    return fits ? value->get<int64_t>() : low;
  }

  std::vector<std::string> texts(const char* name, bool required) {
    std::vector<std::string> result;
    const Json* value = field(name, required);
    if (value == nullptr) return result;
    if (!value->is_array() || (required && value->empty()))
      return fail(at(name), required ? "needs a list of texts with one entry at least"
                                     : "needs a list of texts"),
             result;
    for (size_t i = 0; i < value->size(); ++i) {
      if (!(*value)[i].is_string())
        return fail(at(name) + "[" + std::to_string(i) + "]", "needs a text"), result;
      result.push_back((*value)[i].get<std::string>());
    }
    return result;
  }

  /// visit(Object&) for the object in a field, if there is one.
  template <class Visit>
  void object(const char* name, bool required, Visit visit) {
    const Json* value = field(name, required);
    if (value == nullptr) return;
    visitOne(*value, at(name), visit);
  }

  template <class Visit>
  void objects(const char* name, Visit visit) {
    const Json* value = field(name, true);
    if (value == nullptr) return;
    if (!value->is_array() || value->empty())
      return fail(at(name), "needs a list with one entry at least");
    for (size_t i = 0; i < value->size(); ++i)
      visitOne((*value)[i], at(name) + "[" + std::to_string(i) + "]", visit);
  }

  void finish() {
    if (!wrong_.empty()) return;
    for (const auto& [key, value] : json_.items()) {
      bool known = false;
      std::string names;
      for (const std::string& name : asked_) {
        known |= key == name;
        names += (names.empty() ? "'" : ", '") + name + "'";
      }
      if (!known) fail(path_, "has an unknown field '" + key + "'; known are " + names);
    }
  }

  std::string at(const std::string& name) const {
    return path_.empty() ? name : path_ + "." + name;
  }

  void fail(const std::string& where, const std::string& what) {
    if (wrong_.empty()) wrong_ = (where.empty() ? "the document" : where) + " " + what;
  }

 private:
  template <class Visit>
  void visitOne(const Json& json, const std::string& path, Visit visit) {
    Object inner(json, path, wrong_);
    if (!wrong_.empty()) return;
    visit(inner);
    inner.finish();
  }

  const Json* field(const char* name, bool required) {
    asked_.push_back(name);
    if (!wrong_.empty()) return nullptr;
    auto found = json_.find(name);
    if (found != json_.end()) return &*found;
    if (required) fail(at(name), "is missing");
    return nullptr;
  }

  const Json& json_;
  std::string path_;
  std::string& wrong_;
  std::vector<std::string> asked_;
};

bool isName(const std::string& text) {
  for (char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) return false;
  return !text.empty();
}

bool isAddress(const std::string& text) {
  return text.size() > 2 && text.size() <= 18 && text.compare(0, 2, "0x") == 0 &&
         text.find_first_not_of("0123456789abcdef", 2) == std::string::npos;
}

void readName(Object& object, const char* field, std::string& name) {
  name = object.text(field);
  if (!isName(name))
    object.fail(object.at(field), "needs a name of a-z, 0-9, - and _, but got '" + name + "'");
}

void readOrigin(Object& object, TargetMemory& memory) {
  memory.origin = object.text("origin", false);
  if (!memory.origin.empty() && !isAddress(memory.origin))
    object.fail(object.at("origin"),
                "needs an address like 0x20000000, but got '" + memory.origin + "'");
  memory.size = object.integer("size", 1, kMaxBytes, 0);
}

void readMemory(Object& object, TargetMemory& memory) {
  readName(object, "name", memory.name);
  // It becomes the linker's symbols __NAME and __NAME_size.
  if (memory.name.find('-') != std::string::npos || memory.name == "flash" ||
      memory.name == "stack")
    object.fail(
        object.at("name"),
        "needs a name without -, and neither flash nor stack, but got '" + memory.name + "'");
  readOrigin(object, memory);
  memory.align = object.integer("align", 1, 4096, 16);
  if ((memory.align & (memory.align - 1)) != 0)
    object.fail(object.at("align"),
                "needs a power of two, but got " + std::to_string(memory.align));
}

Tool readTool(Object& object) {
  Tool tool;
  tool.commands = object.texts("commands", true);
  tool.package = object.text("package", false);
  return tool;
}

/// Puts `words` in the place of the word "{machine}".
void fillMachine(Object& run, const std::vector<std::string>& words,
                 std::vector<std::string>& command) {
  auto at = std::find(command.begin(), command.end(), "{machine}");
  if ((at == command.end()) != words.empty())
    return run.fail(run.at(words.empty() ? "machine" : "command"),
                    words.empty() ? "is missing, which '{machine}' in the command stands for"
                                  : "needs a word '{machine}', in whose place run.machine goes");
  if (words.empty()) return;
  at = command.erase(at);
  command.insert(at, words.begin(), words.end());
}

void readRun(Object& object, Target& target) {
  target.run = object.texts("command", true);
  fillMachine(object, object.texts("machine", false), target.run);
  target.emulator.package = object.text("package", false);
  target.plugin = object.texts("plugin", false);
  if (target.run.empty()) return;
  if (target.run.front() != "{image}") target.emulator.commands = {target.run.front()};
  bool named = false;
  for (const std::string& part : target.run) named |= part.find("{image}") != std::string::npos;
  if (!named) object.fail(object.at("command"), "needs '{image}', the file to run");
  named = target.plugin.empty();
  for (const std::string& part : target.plugin) named |= part.find("{plugin}") != std::string::npos;
  if (!named) object.fail(object.at("plugin"), "needs '{plugin}', the plugin and its arguments");
}

void readDocument(Object& root, Target& target) {
  root.integer("version", 1, 1, std::nullopt);
  readName(root, "name", target.name);
  target.description = root.text("description");
  root.object("compiler", true, [&](Object& tool) { target.compiler = readTool(tool); });
  root.object("size", true, [&](Object& tool) { target.size = readTool(tool); });
  target.flags = root.texts("cpu", false);
  std::vector<std::string> common = root.texts("flags", true);
  target.flags.insert(target.flags.end(), common.begin(), common.end());
  target.warnings = root.texts("warnings", false);
  root.object("link", true, [&](Object& link) {
    target.linkScript = link.text("script", false);
    target.linkFlags = link.texts("flags", false);
    target.linkSources = link.texts("sources", true);
  });
  target.flash.name = "flash";
  root.object("flash", false, [&](Object& flash) { readOrigin(flash, target.flash); });
  root.objects("memories",
               [&](Object& memory) { readMemory(memory, target.memories.emplace_back()); });
  target.stack = root.integer("stack", 1, kMaxBytes, 0);
  root.object("run", true, [&](Object& run) { readRun(run, target); });
}

}  // namespace

std::vector<std::string> Target::linkSymbols(bool roomy) const {
  std::vector<std::string> symbols;
  auto define = [&](const std::string& symbol, const std::string& value) {
    symbols.push_back("-Wl,--defsym=__" + symbol + "=" + value);
  };
  std::vector<TargetMemory> all = memories;
  all.push_back(flash);
  for (const TargetMemory& memory : all) {
    if (memory.origin.empty()) continue;
    define(memory.name, memory.origin);
    define(memory.name + "_size", std::to_string(roomy ? kRoom : memory.size));
  }
  if (stack > 0) define("stack_size", std::to_string(stack));
  return symbols;
}

bool readTarget(TargetText text, const FindTarget& find, Target& target, TargetError& error) {
  target = Target();
  Json json;
  if (!extended(std::move(text), find, json, error)) return false;
  Object root(json, "", error.what);
  readDocument(root, target);
  root.finish();
  if (error.what.empty()) error.what = wrongMemories(target);
  return error.what.empty();
}

}  // namespace pelemay
