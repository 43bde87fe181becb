//===- nx_mutants.cpp - Nx's reader against mutants of real graphs ----------------------------===//
//
//   pelemay-fuzz-nx COUNT SEED GRAPH..
//
// Each mutant, by bytes or by JSON values, must either become a module that verifies, or be refused
// with exactly one error. The same arguments make the same mutants.
//===------------------------------------------------------------------------------------------===//
#include <cstdio>
#include <nlohmann/json.hpp>
#include <random>

#include "Files.h"
#include "Wire.h"
#include "frontends/nx/reader/Import.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"

using nlohmann::json;

static void collect(json& value, std::vector<json*>& all) {
  all.push_back(&value);
  if (value.is_structured())
    for (json& inner : value) collect(inner, all);
}

static void mutate(json& graph, std::mt19937& random) {
  static const std::vector<json> telling = {0,
                                            1,
                                            2,
                                            3,
                                            5,
                                            -1,
                                            1099511627776,
                                            INT64_MAX,
                                            UINT64_MAX,
                                            1.5,
                                            1e300,
                                            true,
                                            false,
                                            nullptr,
                                            json(json::value_t::array),
                                            json::object(),
                                            "",
                                            "f32",
                                            "s8",
                                            "u8",
                                            "s32",
                                            "s64",
                                            "dot",
                                            "add",
                                            "tensor",
                                            "reshape",
                                            "sum",
                                            "nan"};
  for (size_t count = 1 + random() % 3; count > 0; --count) {
    std::vector<json*> all;
    collect(graph, all);
    json& one = *all[random() % all.size()];
    json other = *all[random() % all.size()];  // a copy: `one` may lie within it
    switch (random() % 6) {
      case 0:
        if (one.is_array() && !one.empty()) one.erase(random() % one.size());
        if (one.is_object() && !one.empty())
          one.erase(std::next(one.begin(), random() % one.size()));
        break;
      case 1:
        if (one.is_array()) one.push_back(one.empty() ? json(0) : json(one[random() % one.size()]));
        break;
      case 2: one = std::move(other); break;
      case 3:
        if (one.is_number_integer())
          one = one.get<int64_t>() + static_cast<int64_t>(random() % 3) - 1;
        break;
      default: one = telling[random() % telling.size()];
    }
  }
}

static std::string mutant(const std::string& text, std::mt19937& random) {
  if (random() % 4 != 0) {
    json graph = json::parse(text);
    mutate(graph, random);
    return graph.dump();
  }
  std::string bytes = text;
  pelemay::fuzz::mutate(bytes, random);
  return bytes;
}

/// What is wrong with the reader's answer; empty if nothing is.
static std::string answer(const std::string& text, bool& accepted) {
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  std::vector<std::string> errors;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic& diagnostic) { errors.push_back(diagnostic.str()); });
  auto module = pelemay::importNx(llvm::MemoryBufferRef(text, "mutant.json"), &context);
  accepted = bool(module);
  if (!module)
    return errors.size() == 1 ? "" : "refused with " + std::to_string(errors.size()) + " errors";
  if (!errors.empty()) return "accepted, but with an error: " + errors.front();
  return failed(mlir::verify(*module)) ? "accepted, but does not verify: " + errors.front() : "";
}

int main(int argc, char** argv) {
  if (argc < 4) return std::puts("pelemay-fuzz-nx COUNT SEED GRAPH.."), 2;
  int count = std::atoi(argv[1]), accepted = 0, wrong = 0;
  std::mt19937 random(static_cast<unsigned>(std::atoi(argv[2])));
  std::vector<std::string> graphs;
  for (int i = 3; i < argc; ++i) graphs.push_back(pelemay::fuzz::readAll(argv[i]));
  for (int i = 0; i < count; ++i) {
    std::string text = mutant(graphs[static_cast<size_t>(i) % graphs.size()], random);
    bool taken = false;
    std::string problem = answer(text, taken);
    accepted += taken;
    if (problem.empty()) continue;
    std::printf("mutant %d: %s\n%s\n", i, problem.c_str(), text.c_str());
    ++wrong;
  }
  std::printf("%d mutants, %d accepted, %d wrong\n", count, accepted, wrong);
  return wrong == 0 ? 0 : 1;
}
