//===- JsonReader.h - values of a JSON document, checked as they are read -===//
//
// Each reader takes the place where a value should stand and leaves its target
// as it is once anything is wrong: the first error is the one that is told, with
// the path of the culprit.
//===----------------------------------------------------------------------===//

#ifndef PELEMAY_COMPILER_PLANNER_JSONREADER_H
#define PELEMAY_COMPILER_PLANNER_JSONREADER_H

#include <initializer_list>
#include <nlohmann/json.hpp>

#include "compiler/planner/Problem.h"

namespace pelemay::planner {

/// A value and where it stands; `json` is null if the field is absent (and may be) or an error
/// was found before: readers then leave their target as it is.
struct Place {
  const nlohmann::json* json;
  std::string path;
};

class JsonReader {
 public:
  std::string wrong;  // the first error; empty if there is none

  using Names = std::initializer_list<const char*>;

  void fail(const Place& place, const std::string& message) {
    if (wrong.empty()) wrong = (place.path.empty() ? "the document" : place.path) + " " + message;
  }

  void failType(const Place& place, const char* needed) {
    std::string got = place.json->is_string()   ? "a string"
                      : place.json->is_array()  ? "an array"
                      : place.json->is_object() ? "an object"
                                                : place.json->dump();
    fail(place, std::string("needs ") + needed + ", but got " + got);
  }

  static std::string quoted(Names names) {
    std::string text;
    for (const char* name : names) text += (text.empty() ? "'" : ", '") + std::string(name) + "'";
    return text;
  }

  /// An object with no fields but these.
  bool isObject(const Place& place, Names known) {
    if (place.json == nullptr || !wrong.empty()) return false;
    if (!place.json->is_object()) {
      failType(place, "an object");
      return false;
    }
    for (const auto& [key, value] : place.json->items()) {
      bool isKnown = false;
      for (const char* name : known) isKnown |= key == name;
      if (!isKnown) fail(place, "has an unknown field '" + key + "'; known are " + quoted(known));
    }
    return wrong.empty();
  }

  Place optionalField(const Place& object, const char* name) {
    Place place{nullptr, object.path + (object.path.empty() ? "" : ".") + name};
    auto found = object.json->find(name);
    if (found != object.json->end() && wrong.empty()) place.json = &*found;
    return place;
  }

  Place field(const Place& object, const char* name) {
    Place place = optionalField(object, name);
    if (place.json == nullptr) fail(object, "needs a field '" + std::string(name) + "'");
    return place;
  }

  template <class Read>
  void forEach(const Place& array, Read read) {
    if (array.json == nullptr || !wrong.empty()) return;
    if (!array.json->is_array()) return failType(array, "an array");
    if (array.json->size() > kMaxBuffers) {
      return fail(array, "needs at most " + std::to_string(kMaxBuffers) + " elements, but got " +
                             std::to_string(array.json->size()));
    }
    for (size_t i = 0; i < array.json->size() && wrong.empty(); ++i) {
      read(Place{&(*array.json)[i], array.path + "[" + std::to_string(i) + "]"});
    }
  }

  template <class T>
  void readInteger(const Place& place, int64_t least, int64_t most, T& target) {
    if (place.json == nullptr || !wrong.empty()) return;
    std::string needed =
        least == most ? "the integer " + std::to_string(least)
                      : "an integer from " + std::to_string(least) + " to " + std::to_string(most);
    // Above 2^63 - 1 the library's signed view would be negative.
    bool fits = place.json->is_number_integer() &&
                !(place.json->is_number_unsigned() && place.json->get<uint64_t>() > INT64_MAX);
    int64_t value = fits ? place.json->get<int64_t>() : 0;
    if (!fits || value < least || value > most) return failType(place, needed.c_str());
    target = static_cast<T>(value);
  }

  void readString(const Place& place, std::string& target) {
    if (place.json == nullptr || !wrong.empty()) return;
    if (!place.json->is_string()) return failType(place, "a string");
    target = place.json->get<std::string>();
  }

  void readBool(const Place& place, bool& target) {
    if (place.json == nullptr || !wrong.empty()) return;
    if (!place.json->is_boolean()) return failType(place, "true or false");
    target = place.json->get<bool>();
  }

  /// One of the names; its position becomes the enum's value.
  template <class Enum>
  void readChoice(const Place& place, Names names, Enum& target) {
    std::string text;
    readString(place, text);
    if (place.json == nullptr || !wrong.empty()) return;
    int value = 0;
    for (const char* name : names) {
      if (text == name) {
        target = static_cast<Enum>(value);
        return;
      }
      ++value;
    }
    fail(place, "needs one of " + quoted(names) + ", but got '" + text + "'");
  }
};

}  // namespace pelemay::planner

#endif  // PELEMAY_COMPILER_PLANNER_JSONREADER_H
