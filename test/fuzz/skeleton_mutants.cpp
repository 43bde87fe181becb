//===- skeleton_mutants.cpp - a message read without its weights is the same message ----------===//
//
//   pelemay-fuzz-skeleton COUNT SEED MODEL..
//
// Each mutant is parsed by protobuf alone, and with every raw_data of 8 bytes or more left out.
// Both must find a message or both none, and with the payloads put back the messages must be equal.
//===------------------------------------------------------------------------------------------===//
#include <cstdio>

#include "Files.h"
#include "Wire.h"
#include "frontends/onnx/Proto.h"
#include "frontends/onnx/Skeleton.h"
#include "google/protobuf/stubs/logging.h"

using namespace pelemay;

int main(int argc, char** argv) {
  if (argc < 4) return std::puts("pelemay-fuzz-skeleton COUNT SEED MODEL.."), 2;
  google::protobuf::SetLogHandler(nullptr);
  int count = std::atoi(argv[1]), whole = 0, cut = 0, wrong = 0;
  std::mt19937 random(static_cast<unsigned>(std::atoi(argv[2])));
  std::vector<std::string> models;
  for (int i = 3; i < argc; ++i) models.push_back(fuzz::readAll(argv[i]));
  for (int i = 0; i < count; ++i) {
    std::string bytes = fuzz::mutant(models[static_cast<size_t>(i) % models.size()], random);
    ::onnx::ModelProto alone, model;
    pelemay::onnx::Payloads payloads;
    bool parsed = alone.ParseFromString(bytes);
    bool same = parsed == pelemay::onnx::parseModel({bytes, "mutant"}, model, payloads, 8);
    for (auto [tensor, payload] : payloads)
      const_cast<::onnx::TensorProto*>(tensor)->set_raw_data(payload.data(), payload.size());
    whole += parsed;
    cut += !payloads.empty();
    if (same && parsed) same = alone.SerializeAsString() == model.SerializeAsString();
    if (!same) std::printf("mutant %d is read differently\n", i), ++wrong;
  }
  std::printf("%d mutants, %d messages, %d without weights, %d wrong\n", count, whole, cut, wrong);
  return wrong == 0 ? 0 : 1;
}
