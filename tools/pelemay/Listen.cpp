#include "tools/pelemay/Listen.h"

#include "compiler/codegen/Facts.h"
#include "dialects/graph/Constants.h"
#include "llvm/ADT/StringExtras.h"
#include "tools/pelemay/Harness.h"
#include "tools/pelemay/Tensors.h"

namespace pelemay {

static std::vector<char> bytesOf(llvm::StringRef hex) {
  std::string bytes;
  if (!llvm::tryGetFromHex(hex, bytes)) return {};
  return std::vector<char>(bytes.begin(), bytes.end());
}

/// "conv f32 1x8x8x8 0000.. /conv1/Conv", as the harness writes it.
static codegen::ReportProbe probeOf(llvm::StringRef line) {
  auto [op, afterOp] = line.split(' ');
  auto [type, afterType] = afterOp.split(' ');
  auto [sizes, afterSizes] = afterType.split(' ');
  auto [hex, name] = afterSizes.split(' ');
  codegen::ReportOutput value{name.str(), type.str(), {}, valuesOf(type, bytesOf(hex))};
  llvm::SmallVector<llvm::StringRef> parts;
  sizes.split(parts, 'x');
  for (llvm::StringRef part : parts) {
    int64_t size = 0;
    if (!part.getAsInteger(10, size)) value.shape.push_back(size);
  }
  return {op.str(), value};
}

/// A line that begins with @status begins the next run.
static std::vector<Heard> heardIn(llvm::StringRef text) {
  std::vector<Heard> all;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    text = rest;
    int64_t number = 0;
    if (line.consume_front("@status ") && !line.getAsInteger(10, number))
      all.emplace_back().status = number;
    if (all.empty()) continue;
    Heard& heard = all.back();
    if (line.consume_front("@stack ")) (void)line.getAsInteger(10, heard.stack);
    if (line.consume_front("@output ")) heard.outputs.push_back(bytesOf(line.split(' ').second));
    if (line.consume_front("@probe ")) heard.probes.push_back(probeOf(line));
  }
  return all;
}

/// Each run answered 0 and gave every byte of its outputs.
static Outcome<bool> check(arena::ProgramOp program, const std::vector<Heard>& all, size_t runs) {
  auto outputs = codegen::outputsOf(program);
  const Failure early{kRefused, "", "the run ended early: its output is incomplete"};
  for (const Heard& heard : all) {
    if (*heard.status != 0)
      return Failure{
          kRefused, "",
          program.getSymName().str() + "_run answered status " + std::to_string(*heard.status)};
    if (heard.outputs.size() != outputs.size()) return early;
    for (size_t i = 0; i < outputs.size(); ++i)
      if (static_cast<int64_t>(heard.outputs[i].size()) !=
          graph::bytesOf(outputs[i].getTensorType()))
        return early;
  }
  if (all.size() != runs) return early;
  return true;
}

Outcome<std::string> runningImage(Build& build, const TemporaryFolder& scratch,
                                  arena::ProgramOp program, const std::vector<Inputs>& sets) {
  std::vector<std::vector<std::string>> files;
  for (const Inputs& set : sets) {
    files.emplace_back();
    for (const std::vector<char>& bytes : set) {
      std::string number = std::to_string(files.size() - 1) + "_";
      files.back().push_back(
          scratch.file("input_" + number + std::to_string(files.back().size()) + ".bin"));
      auto written = writeFile(files.back().back(), std::string(bytes.begin(), bytes.end()));
      if (!written) return written.failure();
    }
  }
  return build.image("run", runningProgram(program, files), true);
}

/// The emulator's command for the image, `words` behind its name.
static Outcome<std::vector<std::string>> commandFor(const Target& target, const std::string& image,
                                                    const std::vector<std::string>& words) {
  std::vector<std::string> command;
  for (const std::string& part : target.run) {
    std::string word = part;
    if (size_t at = word.find("{image}"); at != std::string::npos) word.replace(at, 7, image);
    command.push_back(word);
  }
  if (!target.emulator.commands.empty()) {
    command[0] = findTool(target.emulator);
    if (command[0].empty()) return missing(target.emulator, "running on " + target.name);
  }
  command.insert(command.begin() + 1, words.begin(), words.end());
  return command;
}

Outcome<Listened> listen(const Options& options, const Target& target, const Data& data,
                         const TemporaryFolder& scratch, const std::string& image,
                         arena::ProgramOp program, size_t runs, bool detail) {
  auto seconds = timeoutOf(options);
  if (!seconds) return seconds.failure();
  Counter counter(target, data, scratch, image, program.getSymName().str(), detail);
  auto start = [&]() -> Outcome<Executed> {
    auto command = commandFor(target, image, counter.words());
    if (!command) return command.failure();
    return execute(*command, scratch, static_cast<unsigned>(*seconds * runs));
  };
  auto done = start();
  if (done && counter.isRefused(*done)) done = start();
  if (!done) return done.failure();
  if (done->timedOut)
    return Failure{kRefused,
                   "",
                   "the run did not end within " + options.timeout + " s on " + target.name,
                   {},
                   "--timeout SECONDS gives it longer"};
  if (done->status != 0)
    return Failure{
        kRefused, "", "the run on " + target.name + " " + done->ended,
        done->err.empty() ? std::vector<std::string>() : std::vector<std::string>{done->err}};
  size_t calls = codegen::hasProbes(program) ? 2 : 1;  // as the harness calls it for each run
  Listened all{heardIn(done->out), std::nullopt, ""};
  if (auto checked = check(program, all.runs, runs); !checked) return checked.failure();
  all.counts = counter.counts(calls * runs);
  all.note = counter.note();
  if (all.counts)
    for (size_t i = 0; i < runs; ++i)
      all.runs[i].instructions = all.counts->instructions[calls * i];
  return all;
}

Outcome<unsigned> timeoutOf(const Options& options) {
  unsigned seconds = 0;
  if (llvm::StringRef(options.timeout).getAsInteger(10, seconds) || seconds == 0)
    return Failure{kUsage, "",
                   "--timeout needs a number of seconds from 1, but got '" + options.timeout + "'"};
  return seconds;
}

}  // namespace pelemay
