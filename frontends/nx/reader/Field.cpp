#include "frontends/nx/reader/Field.h"

#include "llvm/ADT/STLExtras.h"
#include "mlir/IR/Diagnostics.h"

using namespace mlir;
using nlohmann::json;

namespace pelemay::nx {

std::string listed(llvm::ArrayRef<int64_t> values) {
  std::string text = "[";
  for (int64_t value : values) text += (text.size() > 1 ? ", " : "") + std::to_string(value);
  return text + "]";
}

LogicalResult Field::fail(const llvm::Twine& needed, const llvm::Twine& got) const {
  std::string what = got.str();
  return emitError(loc_) << (path_.empty() ? "" : path_ + " ") << "needs " << needed.str()
                         << ", but got " << (what.empty() ? shown(*value_) : what);
}

LogicalResult Field::needKeys(llvm::ArrayRef<llvm::StringRef> required,
                              llvm::ArrayRef<llvm::StringRef> optional) const {
  if (!value_->is_object()) return fail("an object");
  for (llvm::StringRef key : required)
    if (!has(key)) return fail("the key \"" + key + "\"", "an object without it");
  for (auto& [key, value] : value_->items())
    if (!llvm::is_contained(required, key) && !llvm::is_contained(optional, key))
      return fail("keys of version 1 of the format", "the unknown key " + inQuotes(key));
  return success();
}

bool Field::has(llvm::StringRef key) const { return value_->contains(key.str()); }

Field Field::operator[](llvm::StringRef key) const {
  return Field(value_->at(key.str()), path_ + (path_.empty() ? "" : ".") + key.str(), loc_);
}

std::optional<std::vector<Field>> Field::list(size_t most) const {
  if (!value_->is_array()) return (void)fail("a list"), std::nullopt;
  if (value_->size() > most)
    return (void)fail("at most " + llvm::Twine(most) + " entries", llvm::Twine(value_->size())),
           std::nullopt;
  std::vector<Field> fields;
  for (size_t i = 0; i < value_->size(); ++i)
    fields.emplace_back((*value_)[i], path_ + "[" + std::to_string(i) + "]", loc_);
  return fields;
}

std::optional<llvm::SmallVector<int64_t>> Field::integers(int64_t least, int64_t most) const {
  auto fields = list(64);  // sizes, axes: one an axis
  if (!fields) return {};
  llvm::SmallVector<int64_t> values;
  for (const Field& field : *fields) {
    auto value = field.integer(least, most);
    if (!value) return {};
    values.push_back(*value);
  }
  return values;
}

std::optional<std::string> Field::text() const {
  if (!value_->is_string()) return (void)fail("a text"), std::nullopt;
  return value_->get<std::string>();
}

std::optional<int64_t> Field::integer(int64_t least, int64_t most) const {
  bool fits = value_->is_number_integer() &&
              (!value_->is_number_unsigned() || value_->get<uint64_t>() <= INT64_MAX) &&
              value_->get<int64_t>() >= least && value_->get<int64_t>() <= most;
  if (fits) return value_->get<int64_t>();
  std::string needed = "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  return (void)fail(needed), std::nullopt;
}

std::optional<bool> Field::truth() const {
  if (!value_->is_boolean()) return (void)fail("true or false"), std::nullopt;
  return value_->get<bool>();
}

}  // namespace pelemay::nx
