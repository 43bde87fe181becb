#include <nlohmann/json.hpp>

#include "compiler/codegen/report/Report.h"

namespace pelemay::codegen {

using Json = nlohmann::ordered_json;

template <class T>
static Json orNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

static Json orNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

static Json stepJson(const ReportStep& step) {
  return {{"name", step.name},
          {"op", step.op},
          {"origins", step.origins},
          {"variant", orNull(step.variant)},
          {"compute", orNull(step.compute)},
          {"float", orNull(step.floats)},
          {"macs", step.macs},
          {"bytes", step.bytes},
          {"instructions", orNull(step.instructions)},
          {"reads", step.reads},
          {"writes", step.writes}};
}

static Json tensorJson(const ReportTensor& tensor) {
  Json live = nullptr, quant = nullptr;
  if (tensor.live) live = {tensor.live->first, tensor.live->second};
  if (tensor.quant) quant = {{"scale", tensor.quant->first}, {"zero", tensor.quant->second}};
  return {{"name", tensor.name},
          {"type", tensor.type},
          {"shape", tensor.shape},
          {"bytes", tensor.bytes},
          {"memory", orNull(tensor.memory)},
          {"offset", orNull(tensor.offset)},
          {"life", tensor.life},
          {"live", live},
          {"quant", quant}};
}

/// Numbers come as text that is JSON already, but for what JSON has no word for.
static Json numberJson(const std::string& text) {
  Json number = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return number.is_discarded() ? Json(text) : number;
}

static Json valueJson(const char* nameKey, const ReportOutput& value) {
  Json values = Json::array();
  for (const std::string& text : value.values) values.push_back(numberJson(text));
  return {{nameKey, value.name}, {"type", value.type}, {"shape", value.shape}, {"values", values}};
}

static Json runJson(const ReportRun& run) {
  Json outputs = Json::array(), probes = Json::array();
  for (const ReportOutput& output : run.outputs) outputs.push_back(valueJson("name", output));
  for (const ReportProbe& probe : run.probes) {
    probes.push_back(valueJson("node", probe.value));
    probes.back()["op"] = probe.op;
  }
  return {{"outputs", outputs},
          {"probes", probes},
          {"stack_used", orNull(run.stack)},
          {"bytes_read", orNull(run.read)},
          {"bytes_written", orNull(run.written)},
          {"image_bytes", {{"flash", orNull(run.imageFlash)}, {"ram", orNull(run.imageRam)}}}};
}

std::string reportJson(const Report& report) {
  Json steps = Json::array(), tensors = Json::array(), functions = Json::array();
  for (const ReportStep& step : report.steps) steps.push_back(stepJson(step));
  for (const ReportTensor& tensor : report.tensors) tensors.push_back(tensorJson(tensor));
  for (const ReportFunction& function : report.functions)
    functions.push_back({{"name", function.name}, {"instructions", function.instructions}});
  Json witness = Json::array();
  for (planner::BufferId id : report.plan.optimality.witness)
    witness.push_back(report.problem.buffer(id).name);
  Json document = {
      {"version", 1},
      {"model",
       {{"name", report.name},
        {"file", report.file},
        {"sha256", orNull(report.sha256)},
        {"frontend", orNull(report.frontend)},
        {"producer", orNull(report.producer)},
        {"opset", orNull(report.opset)}}},
      {"target", report.target},
      {"arena_bytes", report.arena},
      {"state_bytes", report.state},
      {"scratch_bytes", report.scratch},
      {"stack_bytes", orNull(report.stack)},
      {"stack_outside", report.stackOutside},
      {"io_bytes", report.io},
      {"ram_bytes", orNull(report.ram())},
      {"flash_bytes", {{"weights", report.weights}, {"code", orNull(report.code)}}},
      {"macs", report.macs},
      {"instructions", orNull(report.instructions)},
      {"functions", functions},
      {"steps", steps},
      {"tensors", tensors},
      {"optimality",
       {{"class", orNull(report.claim.className)},
        {"proven", report.claim.proven},
        {"what", report.claim.what},
        {"lower_bound", report.claim.lowerBound},
        {"gap", report.claim.gap},
        {"witness", witness},
        {"searched", {{"orders", report.claim.orders}, {"offsets", report.claim.offsets}}}}}};
  if (report.run) document["run"] = runJson(*report.run);
  // A model's names need not be UTF-8.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pelemay::codegen
