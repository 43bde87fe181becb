//===- Wire.h - protobuf messages as a tree, without their schema -----------------------------===//
// Mutants of a model's bytes mostly fail to parse: a changed length breaks all that follows. Here a
// message is taken apart, changed and put together with lengths that fit again, so that mutants get
// past the parser and into the importer.
//===------------------------------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace pelemay::fuzz {

/// One field: a varint, 4 or 8 bytes as they are, or a length with bytes or fields.
struct Field {
  uint64_t number = 0;
  unsigned wire = 0;  // 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes
  uint64_t value = 0;
  std::string bytes;
  std::vector<Field> fields;
  bool isMessage = false;
};

/// The fields of a message, or nothing if `bytes` are no message.
std::optional<std::vector<Field>> parseWire(const std::string& bytes, int depth = 0);

std::string writeWire(const std::vector<Field>& fields);

/// Changes a few fields: numbers to telling ones, strings, bytes; drops, repeats and moves fields.
void mutate(std::vector<Field>& fields, std::mt19937& random);

/// Changes a few bytes, wherever they are.
void mutate(std::string& bytes, std::mt19937& random);

/// A mutant of a message: of its fields three times out of four, where it has any, else of its
/// bytes.
std::string mutant(const std::string& model, std::mt19937& random);

}  // namespace pelemay::fuzz
