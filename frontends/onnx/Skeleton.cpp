#include "frontends/onnx/Skeleton.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/wire_format_lite.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "frontends/onnx/Proto.h"
#include "llvm/ADT/STLExtras.h"

using google::protobuf::internal::WireFormatLite;

namespace pelemay::onnx {
namespace {

/// The messages on the way to tensors with weights. Others (training, functions, subgraphs, sparse
/// tensors) are refused later and copied whole.
enum class Kind { model, graph, node, attribute, tensor };

struct Way {
  Kind from;
  int field;
  Kind to;
  bool repeated;
};
constexpr Way kWays[] = {
    {Kind::model, proto::ModelProto::kGraphFieldNumber, Kind::graph, false},
    {Kind::graph, proto::GraphProto::kInitializerFieldNumber, Kind::tensor, true},
    {Kind::graph, proto::GraphProto::kNodeFieldNumber, Kind::node, true},
    {Kind::node, proto::NodeProto::kAttributeFieldNumber, Kind::attribute, true},
    {Kind::attribute, proto::AttributeProto::kTFieldNumber, Kind::tensor, false}};

/// Copies a message without large raw_data. Whatever is unusual ends the attempt: a second value of
/// a field that is there once, which protobuf would merge, and all that may be no message.
class Cutter {
 public:
  using Cut = std::optional<llvm::ArrayRef<char>>;

  explicit Cutter(size_t large) : large_(large) {}

  /// `from`: the kind of message that `message` is a field of.
  std::optional<std::string> copy(llvm::ArrayRef<char> message, Kind kind, Kind from) {
    google::protobuf::io::CodedInputStream in(reinterpret_cast<const uint8_t*>(message.data()),
                                              static_cast<int>(message.size()));
    std::string out;
    bool once[2] = {false, false};  // the single message below, raw_data
    Cut cut;
    for (int begin = 0; uint32_t tag = in.ReadTag(); begin = in.CurrentPosition()) {
      int field = WireFormatLite::GetTagFieldNumber(tag);
      bool data = kind == Kind::tensor && field == proto::TensorProto::kRawDataFieldNumber;
      const Way* way = find(kind, field);
      if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED ||
          (!way && !data)) {
        if (!WireFormatLite::SkipField(&in, tag)) return std::nullopt;
        out.append(message.data() + begin, in.CurrentPosition() - begin);
        continue;
      }
      if (data || !way->repeated)
        if (std::exchange(once[data], true)) return std::nullopt;
      int size = 0;
      if (!in.ReadVarintSizeAsInt(&size)) return std::nullopt;
      llvm::ArrayRef<char> value = message.drop_front(in.CurrentPosition());
      if (static_cast<int>(value.size()) < size || !in.Skip(size)) return std::nullopt;
      value = value.take_front(size);
      std::optional<std::string> shorter = way ? copy(value, way->to, kind) : copyData(value, cut);
      if (!shorter) return std::nullopt;
      append(out, tag, *shorter);
    }
    if (!in.ConsumedEntireMessage() || in.CurrentPosition() != static_cast<int>(message.size()))
      return std::nullopt;
    if (kind == Kind::tensor) (from == Kind::graph ? initializers : attributes).push_back(cut);
    return out;
  }

  /// What was left out, if anything, of each initializer and of each tensor in an attribute.
  std::vector<Cut> initializers, attributes;

 private:
  static const Way* find(Kind kind, int field) {
    for (const Way& way : kWays)
      if (way.from == kind && way.field == field) return &way;
    return nullptr;
  }

  std::optional<std::string> copyData(llvm::ArrayRef<char> value, Cut& cut) const {
    if (value.size() < large_) return std::string(value.begin(), value.end());
    cut = value;
    return std::string();
  }

  static void append(std::string& out, uint32_t tag, const std::string& value) {
    uint8_t bytes[10];
    uint8_t* end = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(tag, bytes);
    end = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(
        static_cast<uint32_t>(value.size()), end);
    out.append(reinterpret_cast<char*>(bytes), end - bytes);
    out += value;
  }

  size_t large_;
};

/// The tensors that were walked, in the same order; false if protobuf saw others.
bool assign(const Cutter& cutter, const proto::ModelProto& model, Payloads& payloads) {
  const proto::GraphProto& graph = model.graph();
  std::vector<const proto::TensorProto*> attributes;
  for (const proto::NodeProto& node : graph.node())
    for (const proto::AttributeProto& attribute : node.attribute())
      if (attribute.has_t()) attributes.push_back(&attribute.t());
  if (cutter.attributes.size() != attributes.size() ||
      static_cast<int>(cutter.initializers.size()) != graph.initializer_size())
    return false;
  for (size_t i = 0; i < attributes.size(); ++i)
    if (cutter.attributes[i]) payloads[attributes[i]] = *cutter.attributes[i];
  for (int i = 0; i < graph.initializer_size(); ++i)
    if (cutter.initializers[i]) payloads[&graph.initializer(i)] = *cutter.initializers[i];
  return true;
}

bool parse(llvm::ArrayRef<char> bytes, proto::ModelProto& model) {
  // Silences protobuf's own messages about what may be no model at all.
  auto* handler = google::protobuf::SetLogHandler(nullptr);
  bool parsed = model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::SetLogHandler(handler);
  return parsed;
}

}  // namespace

bool parseModel(llvm::MemoryBufferRef buffer, proto::ModelProto& model, Payloads& payloads,
                size_t large) {
  llvm::ArrayRef<char> whole(buffer.getBufferStart(), buffer.getBufferSize());
  Cutter cutter(large);
  auto isCut = [](const Cutter::Cut& cut) { return cut.has_value(); };
  auto skeleton = cutter.copy(whole, Kind::model, Kind::model);
  if (skeleton &&
      (llvm::any_of(cutter.initializers, isCut) || llvm::any_of(cutter.attributes, isCut)))
    if (parse({skeleton->data(), skeleton->size()}, model) && assign(cutter, model, payloads))
      return true;
  payloads.clear();
  return parse(whole, model);  // clears the model first
}

}  // namespace pelemay::onnx
