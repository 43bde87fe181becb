#include "tools/pelemay-plan/Flags.h"

namespace pelemay {

namespace {
struct Flag {
  const char* name;
  const char* argument;  // null: the flag stands alone
  const char* help;
  bool PlanOptions::* flag = nullptr;  // one of these two
  std::string PlanOptions::* text = nullptr;
};

const Flag kFlags[] = {
    {"-o", "FILE", "where the plan goes; without it, to standard output", nullptr,
     &PlanOptions::output},
    {"--draw", nullptr, "a picture of the memories on standard output, in place of JSON there",
     &PlanOptions::draw},
    {"--check", nullptr, "judges the plan that FILE.json holds, and its order; makes none",
     &PlanOptions::check},
    {"--help", nullptr, "this page", &PlanOptions::help},
};
}  // namespace

static const Flag* find(const std::string& name) {
  for (const Flag& flag : kFlags) {
    if (name == flag.name) return &flag;
  }
  return nullptr;
}

std::string parse(const std::vector<std::string>& arguments, PlanOptions& options) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (word.size() < 2 || word[0] != '-') {
      if (!options.file.empty()) return "needs one file, but got '" + word + "' as well";
      options.file = word;
      continue;
    }
    const Flag* flag = find(word);
    if (flag == nullptr) return "knows no flag '" + word + "'";
    if (flag->flag != nullptr) {
      options.*(flag->flag) = true;
    } else if (++i < arguments.size()) {
      options.*(flag->text) = arguments[i];
    } else {
      return word + " needs a " + flag->argument;
    }
  }
  if (options.help) return "";
  if (options.file.empty()) return "needs a file: a plan.json, or - for standard input";
  if (options.check && !options.output.empty()) return "--check writes no plan: -o makes no sense";
  return "";
}

std::string helpPage() {
  std::string text =
      "pelemay-plan - where buffers live, planned from a file\n\n"
      "usage: pelemay-plan [flags] FILE.json\n\n"
      "FILE.json is a plan.json (docs/plan.schema.json), as `pelemay compile` writes it, or - for\n"
      "standard input. Its problem is planned; a plan in it is not looked at. Where it holds a graph\n"
      "of tasks, their order is searched too, and the problem follows from that. The plan is\n"
      "validated before it is written.\n\nflags:\n";
  for (const Flag& flag : kFlags) {
    std::string name = flag.name;
    if (flag.argument != nullptr) name += std::string(" ") + flag.argument;
    text +=
        "  " + name + std::string(name.size() < 12 ? 12 - name.size() : 1, ' ') + flag.help + "\n";
  }
  return text +
         "\nexit codes:\n  0  all is well\n"
         "  1  the file was refused, there is no plan, or the plan that it holds is wrong\n"
         "  2  the command line makes no sense\n";
}

}  // namespace pelemay
