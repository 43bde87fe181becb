//===- Build.h - images for a target, made in a temporary folder -----------------------------------===//
#pragma once

#include <map>

#include "compiler/codegen/Print.h"
#include "tools/pelemay/Data.h"
#include "tools/pelemay/Execute.h"

namespace pelemay {

struct ImageSize {
  int64_t flash = 0, ram = 0;  // text + data; data + bss
};

class Build {
 public:
  Build(const Target& target, const Data& data, const TemporaryFolder& scratch)
      : target_(target), data_(data), scratch_(scratch) {}

  /// Compiles generated files, with the target's warnings; headers are there for later sources,
  /// too.
  Outcome<bool> addModel(const std::vector<codegen::File>& files);
  /// Links the model, or nothing but the ports, with a main program of ours. `roomy`: as if the
  /// target had more memory.
  Outcome<std::string> image(const std::string& name, const std::string& mainText, bool withModel,
                             bool roomy = false);
  Outcome<ImageSize> sizeOf(const std::string& image);

  const Target& target() const { return target_; }

  /// GCC's call graphs (.ci) of the model's sources.
  const std::vector<std::string>& callGraphs() const { return callGraphs_; }

 private:
  Outcome<std::string> object(const std::string& source, const std::string& name, bool generated);
  Outcome<bool> addPorts();
  Failure linkFailure(const Executed& done) const;

  const Target& target_;
  const Data& data_;
  const TemporaryFolder& scratch_;
  std::vector<std::string> modelObjects_, portObjects_, callGraphs_;
};

}  // namespace pelemay
