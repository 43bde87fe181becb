#include "Dims.h"

#include "llvm/Support/CommandLine.h"

namespace pelemay {

static llvm::cl::list<std::string> dimList("dim", llvm::cl::desc("size of a symbolic dimension"),
                                           llvm::cl::value_desc("NAME=SIZE"));

mlir::FailureOr<std::map<std::string, int64_t>> dimsOption() {
  std::map<std::string, int64_t> dims;
  for (const std::string& text : dimList) {
    auto [name, size] = llvm::StringRef(text).rsplit('=');
    int64_t value;
    if (name.empty() || size.getAsInteger(10, value) || value < 1 ||
        !dims.emplace(name.str(), value).second) {
      llvm::errs() << "error: --dim needs NAME=SIZE with a positive size, each name once, but got "
                   << text << "\n";
      return mlir::failure();
    }
  }
  return dims;
}

}  // namespace pelemay
