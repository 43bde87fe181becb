#include "tools/pelemay/Npy.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MemoryBuffer.h"
#include "tools/pelemay/Execute.h"

namespace pelemay {

namespace {

constexpr llvm::StringLiteral kMagic{"\x93NUMPY"};

struct Type {
  llvm::StringLiteral npy;   // without the byte order
  llvm::StringLiteral ours;  // MLIR's spelling
  int64_t bytes;
};
constexpr Type kTypes[] = {{"f2", "f16", 2},  {"f4", "f32", 4},  {"f8", "f64", 8},
                           {"i1", "i8", 1},   {"i2", "i16", 2},  {"i4", "i32", 4},
                           {"i8", "i64", 8},  {"u1", "ui8", 1},  {"u2", "ui16", 2},
                           {"u4", "ui32", 4}, {"u8", "ui64", 8}, {"b1", "i1", 1}};

const char* const kSaveAgain = "save it again with numpy.save";

/// The dictionary in front of the data, a Python literal with three entries:
/// {'descr': '<f4', 'fortran_order': False, 'shape': (1, 10), }
class Header {
 public:
  explicit Header(llvm::StringRef text) : rest_(text) {}

  /// False, and `problem` says why.
  bool read() {
    if (!take('{')) return fail("needs a dictionary, but the header does not begin with {");
    while (!take('}')) {
      std::optional<llvm::StringRef> key = text();
      if (!key || !take(':')) return fail("needs entries 'key': value in its header");
      if (!entry(*key)) return false;
      if (!take(',') && !next('}')) return fail("needs a comma or } behind '" + key->str() + "'");
    }
    if (!rest_.trim().empty()) return fail("has something behind the } of its header");
    if (descr.empty() || !order_ || !shape_)
      return fail("needs 'descr', 'fortran_order' and 'shape' in its header");
    return true;
  }

  std::string descr;
  bool fortran = false;
  std::vector<int64_t> shape;
  std::string problem;
  std::string help = kSaveAgain;

 private:
  bool fail(std::string text) {
    problem = std::move(text);
    return false;
  }
  bool next(char c) {
    rest_ = rest_.ltrim();
    return rest_.starts_with(llvm::StringRef(&c, 1));
  }
  bool take(char c) {
    if (!next(c)) return false;
    rest_ = rest_.drop_front();
    return true;
  }

  std::optional<llvm::StringRef> text() {
    char quote = next('\'') ? '\'' : '"';
    if (!take(quote)) return std::nullopt;
    size_t end = rest_.find(quote);
    if (end == llvm::StringRef::npos) return std::nullopt;
    llvm::StringRef found = rest_.take_front(end);
    rest_ = rest_.drop_front(end + 1);
    return found;
  }

  bool entry(llvm::StringRef key) {
    if (key == "descr" && descr.empty()) {
      if (next('[')) {
        help = "save one array a file";
        return fail("needs numbers, but holds records of several fields");
      }
      std::optional<llvm::StringRef> value = text();
      if (!value || value->empty()) return fail("needs a type like '<f4' as 'descr'");
      descr = value->str();
      return true;
    }
    if (key == "fortran_order" && !order_) {
      rest_ = rest_.ltrim();
      fortran = rest_.consume_front("True");
      order_ = fortran || rest_.consume_front("False");
      return order_ || fail("needs True or False as 'fortran_order'");
    }
    if (key == "shape" && !shape_) return shape_ = sizes();
    return fail("has '" + key.str() +
                "' in its header, where 'descr', 'fortran_order' and 'shape'" + " stand once each");
  }

  /// (), (3,) or (1, 10): one size alone has a comma behind it, or it would be no tuple.
  bool sizes() {
    const char* needs = "needs a tuple of sizes like (1, 10) as 'shape'";
    if (!take('(')) return fail(needs);
    bool comma = true;
    while (!take(')')) {
      int64_t size = 0;
      rest_ = rest_.ltrim();
      llvm::StringRef digits = rest_.take_while(llvm::isDigit);
      if (!comma || digits.empty() || digits.getAsInteger(10, size)) return fail(needs);
      rest_ = rest_.drop_front(digits.size());
      shape.push_back(size);
      comma = take(',');
    }
    return shape.size() != 1 || comma || fail(needs);
  }

  llvm::StringRef rest_;
  bool order_ = false, shape_ = false;
};

/// How to save a type that is none of ours.
std::string cureOf(llvm::StringRef descr) {
  if (descr.starts_with(">"))
    return "numpy.save(.., array.astype('<" + descr.drop_front().str() + "'))";
  return "numpy.save(.., array.astype(numpy.float32)), or another type of numbers";
}

const Type* typeOf(llvm::StringRef descr) {
  char order = descr.front();
  for (const Type& type : kTypes)
    if (descr.drop_front() == type.npy && (order == '<' || (order == '|' && type.bytes == 1)))
      return &type;
  return nullptr;
}

/// Fortran's order, which numpy writes of a transposed array, has the first index fastest; C's has
/// the last.
std::vector<char> inCOrder(llvm::StringRef data, llvm::ArrayRef<int64_t> shape, size_t width) {
  std::vector<char> all;
  all.reserve(data.size());
  std::vector<int64_t> index(shape.size(), 0);
  while (all.size() < data.size()) {
    int64_t from = 0;
    for (size_t axis = shape.size(); axis-- > 0;) from = from * shape[axis] + index[axis];
    llvm::StringRef element = data.substr(static_cast<size_t>(from) * width, width);
    all.insert(all.end(), element.begin(), element.end());
    for (size_t axis = shape.size(); axis-- > 0 && ++index[axis] == shape[axis];) index[axis] = 0;
  }
  return all;
}

}  // namespace

Outcome<TensorFile> readNpy(const std::string& path) {
  auto refused = [&](std::string what, std::string help = kSaveAgain) {
    return Failure{kRefused, path, std::move(what), {}, std::move(help)};
  };
  auto buffer =
      llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (std::error_code error = buffer.getError())
    return refused("needs a file that can be read, but got: " + error.message(),
                   "check the path and the file's permissions");
  llvm::StringRef data = (*buffer)->getBuffer();
  if (!data.consume_front(kMagic) || data.size() < 2)
    return refused("needs numpy's format NPY, but the file does not begin as one");
  int major = data[0], minor = data[1];
  if (major < 1 || major > 3 || minor != 0)
    return refused("needs version 1.0, 2.0 or 3.0 of NPY, but got " + std::to_string(major) + "." +
                   std::to_string(minor));
  size_t field = major == 1 ? 2 : 4;
  data = data.drop_front(2);
  if (data.size() < field) return refused("needs a whole header, but the file ends before");
  size_t length = field == 2 ? llvm::support::endian::read16le(data.data())
                             : llvm::support::endian::read32le(data.data());
  data = data.drop_front(field);
  if (data.size() < length) return refused("needs a whole header, but the file ends before");

  Header header(data.take_front(length));
  data = data.drop_front(length);
  if (!header.read()) return refused(header.problem, header.help);
  const Type* type = typeOf(header.descr);
  if (!type)
    return refused("needs little-endian floats or integers, but got '" + header.descr + "'",
                   cureOf(header.descr));
  int64_t bytes = type->bytes;
  for (int64_t size : header.shape)
    if (__builtin_mul_overflow(bytes, size, &bytes))
      return refused("has a shape beyond 2^63 bytes");
  if (static_cast<int64_t>(data.size()) != bytes)
    return refused("needs " + std::to_string(bytes) + " bytes behind its header, but got " +
                   std::to_string(data.size()));
  std::vector<char> elements(data.begin(), data.end());
  if (header.fortran) elements = inCOrder(data, header.shape, static_cast<size_t>(type->bytes));
  return TensorFile{"", type->ours.str(), header.shape, std::move(elements)};
}

Outcome<bool> writeNpy(const std::string& path, const TensorFile& tensor) {
  std::string descr;
  for (const Type& type : kTypes)
    if (type.ours == tensor.type) descr = (type.bytes == 1 ? "|" : "<") + type.npy.str();
  if (descr.empty())
    return Failure{kRefused, path, "needs a type that NPY has a word for, but got " + tensor.type};
  std::string header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (";
  for (size_t i = 0; i < tensor.shape.size(); ++i)
    header += (i ? " " : "") + std::to_string(tensor.shape[i]) +
              (i + 1 < tensor.shape.size() || tensor.shape.size() == 1 ? "," : "");
  header += "), }";
  constexpr size_t kFixed = 10, kAlign = 64;  // numpy maps the data: it begins aligned
  header.append(kAlign - 1 - (kFixed + header.size()) % kAlign, ' ');
  header += '\n';
  std::string text = kMagic.str() + std::string("\1\0", 2);
  text += static_cast<char>(header.size() & 255);
  text += static_cast<char>(header.size() >> 8);
  return writeFile(path, text + header + std::string(tensor.bytes.begin(), tensor.bytes.end()));
}

}  // namespace pelemay
