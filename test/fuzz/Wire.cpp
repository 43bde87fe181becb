#include "Wire.h"

#include <algorithm>

namespace pelemay::fuzz {

static bool readVarint(const std::string& bytes, size_t& at, uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 64 && at < bytes.size(); shift += 7) {
    uint64_t byte = static_cast<uint8_t>(bytes[at++]);
    value |= (byte & 127) << shift;
    if (byte < 128) return true;
  }
  return false;
}

static void writeVarint(uint64_t value, std::string& bytes) {
  for (; value > 127; value >>= 7) bytes += static_cast<char>(value | 128);
  bytes += static_cast<char>(value);
}

static bool take(const std::string& bytes, size_t& at, uint64_t count, std::string& part) {
  if (count > bytes.size() - at) return false;
  part = bytes.substr(at, count);
  at += count;
  return true;
}

static bool readField(const std::string& bytes, size_t& at, int depth, Field& field) {
  uint64_t tag, length;
  if (!readVarint(bytes, at, tag)) return false;
  field.number = tag >> 3;
  field.wire = tag & 7;
  if (field.number == 0 || field.number > 40) return false;
  if (field.wire == 0) return readVarint(bytes, at, field.value);
  if (field.wire == 1) return take(bytes, at, 8, field.bytes);
  if (field.wire == 5) return take(bytes, at, 4, field.bytes);
  if (field.wire != 2 || !readVarint(bytes, at, length) || !take(bytes, at, length, field.bytes))
    return false;
  // Long runs of bytes are weights: taking them apart would keep all mutations busy there.
  if (depth < 8 && !field.bytes.empty())
    if (auto inner = parseWire(field.bytes, depth + 1)) {
      field.fields = std::move(*inner);
      field.isMessage = true;
    }
  return true;
}

std::optional<std::vector<Field>> parseWire(const std::string& bytes, int depth) {
  std::vector<Field> fields;
  for (size_t at = 0; at < bytes.size();) {
    Field field;
    if (!readField(bytes, at, depth, field)) return std::nullopt;
    fields.push_back(std::move(field));
  }
  return fields;
}

std::string writeWire(const std::vector<Field>& fields) {
  std::string bytes;
  for (const Field& field : fields) {
    writeVarint(field.number << 3 | field.wire, bytes);
    if (field.wire == 0) {
      writeVarint(field.value, bytes);
      continue;
    }
    std::string content = field.isMessage ? writeWire(field.fields) : field.bytes;
    if (field.wire == 2) writeVarint(content.size(), bytes);
    bytes += content;
  }
  return bytes;
}

static uint64_t below(uint64_t n, std::mt19937& random) { return n == 0 ? 0 : random() % n; }

/// Every list of fields in the tree, so that each is as likely to be changed as any other.
static void collect(std::vector<Field>& fields, std::vector<std::vector<Field>*>& all) {
  if (!fields.empty()) all.push_back(&fields);
  for (Field& field : fields) collect(field.fields, all);
}

static void mutateLeaf(Field& field, std::mt19937& random) {
  static const uint64_t telling[] = {0,
                                     1,
                                     2,
                                     3,
                                     4,
                                     5,
                                     7,
                                     8,
                                     10,
                                     11,
                                     127,
                                     128,
                                     255,
                                     65535,
                                     0x7fffffff,
                                     0x80000000,
                                     0xffffffff,
                                     uint64_t(1) << 40,
                                     0x7fffffffffffffff,
                                     0x8000000000000000,
                                     0xffffffffffffffff,
                                     0xfffffffffffffffe};
  if (field.wire == 0) {
    field.value = below(2, random) ? telling[below(std::size(telling), random)]
                                   : field.value + below(3, random) - 1;
    return;
  }
  if (field.wire != 2 || !field.isMessage) mutate(field.bytes, random);
  if (field.wire == 1) field.bytes.resize(8);
  if (field.wire == 5) field.bytes.resize(4);
}

void mutate(std::vector<Field>& fields, std::mt19937& random) {
  for (uint64_t count = 1 + below(3, random); count > 0; --count) {
    std::vector<std::vector<Field>*> lists;
    collect(fields, lists);
    if (lists.empty()) return;
    std::vector<Field>& list = *lists[below(lists.size(), random)];
    size_t at = below(list.size(), random);
    switch (below(8, random)) {
      case 0: list.erase(list.begin() + static_cast<long>(at)); break;
      case 1: list.insert(list.begin() + static_cast<long>(at), Field(list[at])); break;
      case 2: std::swap(list[at], list[below(list.size(), random)]); break;
      case 3: list[at].number = 1 + below(30, random); break;
      case 4: {  // a part of one place in another
        std::vector<Field>& other = *lists[below(lists.size(), random)];
        Field copy = other[below(other.size(), random)];
        list[at] = std::move(copy);
        break;
      }
      default: mutateLeaf(list[at], random);
    }
  }
}

void mutate(std::string& bytes, std::mt19937& random) {
  for (uint64_t count = 1 + below(3, random); count > 0; --count) {
    size_t at = below(bytes.size(), random);
    switch (below(6, random)) {
      case 0: bytes.resize(at); break;
      case 1: bytes.insert(at, 1, static_cast<char>(random())); break;
      case 2: bytes.erase(at, 1 + below(8, random)); break;
      case 3: bytes.insert(at, bytes.substr(at, 1 + below(16, random))); break;
      default:
        if (!bytes.empty()) bytes[at] ^= static_cast<char>(1u << below(8, random));
    }
  }
}

std::string mutant(const std::string& model, std::mt19937& random) {
  std::string bytes = model;
  auto fields = parseWire(bytes);
  if (fields && random() % 4 != 0) {
    mutate(*fields, random);
    return writeWire(*fields);
  }
  mutate(bytes, random);
  return bytes;
}

}  // namespace pelemay::fuzz
