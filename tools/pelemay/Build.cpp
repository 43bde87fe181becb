#include "tools/pelemay/Build.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace path = llvm::sys::path;

namespace pelemay {

Outcome<std::string> Build::object(const std::string& source, const std::string& name,
                                   bool generated) {
  std::string compiler = findTool(target_.compiler);
  if (compiler.empty()) return missing(target_.compiler, "building for " + target_.name);
  std::string object = scratch_.file(name + ".o");
  std::vector<std::string> command = {compiler};
  llvm::append_range(command, target_.flags);
  if (generated) {
    llvm::append_range(command, target_.warnings);
  }
  if (generated && path::extension(source) == ".cpp") {
    command.push_back("-fcallgraph-info=su");
    command.push_back("-g1");  // lines for Profile.h; the code is the same
  }
  llvm::append_range(command,
                     std::vector<std::string>{"-I" + scratch_.file(""), "-I" + data_.runtime, "-c",
                                              source, "-o", object});
  auto done = execute(command, scratch_);
  if (!done) return done.failure();
  if (done->status != 0)
    return Failure{
        kRefused,
        "",
        path::filename(compiler).str() + " refused " + path::filename(source).str(),
        {complaintOf(*done)},
        generated ? "this is a mistake in Pelemay: please report it with the model" : ""};
  return object;
}

Outcome<bool> Build::addModel(const std::vector<codegen::File>& files) {
  for (const codegen::File& file : files)
    if (auto written =
            writeFile(scratch_.file(file.name), [&](llvm::raw_ostream& os) { file.writeTo(os); });
        !written)
      return written.failure();
  for (const codegen::File& file : files) {
    llvm::StringRef kind = path::extension(file.name);
    if (kind != ".cpp" && kind != ".S") continue;
    std::string stem = "model_" + path::stem(file.name).str();
    auto made = object(scratch_.file(file.name), stem, /*generated=*/true);
    if (!made) return made.failure();
    modelObjects_.push_back(*made);
    if (kind == ".cpp") callGraphs_.push_back(scratch_.file(stem + ".ci"));
  }
  return true;
}

Outcome<bool> Build::addPorts() {
  if (!portObjects_.empty()) return true;
  for (const std::string& source : target_.linkSources) {
    auto made = object(data_.runtime + "/" + source, "port_" + path::stem(source).str(), false);
    if (!made) return made.failure();
    portObjects_.push_back(*made);
  }
  return true;
}

/// What the linker says of a memory that is too small, in our words.
Failure Build::linkFailure(const Executed& done) const {
  llvm::StringRef rest = done.err;
  size_t at = rest.find(" overflowed by ");
  if (at == llvm::StringRef::npos)
    return {kRefused, "", "linking for " + target_.name + " failed", {complaintOf(done)}};
  llvm::StringRef region = rest.take_front(at).rsplit("region ").second.trim("`' ");
  return {kRefused, "",
          target_.name + " has too little " + region.str() + ": " +
              rest.drop_front(at + 15).take_until([](char c) { return c == '\n'; }).str() +
              " are missing"};
}

Outcome<std::string> Build::image(const std::string& name, const std::string& mainText,
                                  bool withModel, bool roomy) {
  if (auto ports = addPorts(); !ports) return ports.failure();
  std::string source = scratch_.file(name + "_main.cpp"), image = scratch_.file(name + ".elf");
  if (auto written = writeFile(source, mainText); !written) return written.failure();
  auto main = object(source, name + "_main", false);
  if (!main) return main.failure();
  std::vector<std::string> command = {findTool(target_.compiler)};
  llvm::append_range(command, target_.flags);
  if (!target_.linkScript.empty())
    llvm::append_range(command,
                       std::vector<std::string>{"-T", data_.runtime + "/" + target_.linkScript});
  llvm::append_range(command, target_.linkSymbols(roomy));
  llvm::append_range(command, portObjects_);
  command.push_back(*main);
  if (withModel) llvm::append_range(command, modelObjects_);
  llvm::append_range(command, target_.linkFlags);  // last: libraries stand among them
  command.insert(command.end(), {"-o", image});
  auto done = execute(command, scratch_);
  if (!done) return done.failure();
  if (done->status != 0) return linkFailure(*done);
  return image;
}

Outcome<ImageSize> Build::sizeOf(const std::string& image) {
  std::string tool = findTool(target_.size);
  if (tool.empty()) return missing(target_.size, "measuring for " + target_.name);
  auto done = execute({tool, image}, scratch_);
  if (!done) return done.failure();
  llvm::SmallVector<llvm::StringRef> words;
  llvm::StringRef(done->out).split('\n').second.split(words, '\t');
  int64_t numbers[3];
  for (int i = 0; i < 3; ++i)
    if (words.size() < 3 || words[i].trim().getAsInteger(10, numbers[i]))
      return Failure{kEnvironment, "",
                     path::filename(tool).str() + " needs to print sizes as GNU size does"};
  return ImageSize{numbers[0] + numbers[1], numbers[1] + numbers[2]};
}

}  // namespace pelemay
