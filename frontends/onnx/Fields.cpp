#include "frontends/onnx/Fields.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/unknown_field_set.h>

#include "frontends/onnx/Names.h"
#include "frontends/onnx/Proto.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/JSON.h"

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::UnknownField;

namespace pelemay::onnx {

/// Fields newer than our classes that say nothing of the result: metadata_props everywhere
/// (PyTorch's exporter writes them), and `overload` as long as it is empty.
static bool isHarmless(const std::string& message, const UnknownField& field) {
  static const std::pair<const char*, int> metadata[] = {{"NodeProto", 9},
                                                         {"GraphProto", 16},
                                                         {"TensorProto", 16},
                                                         {"ValueInfoProto", 4},
                                                         {"FunctionProto", 14}};
  static const std::pair<const char*, int> overload[] = {{"NodeProto", 8}, {"FunctionProto", 13}};
  if (field.type() != UnknownField::TYPE_LENGTH_DELIMITED) return false;
  for (auto [name, number] : metadata)
    if (message == name && field.number() == number) return true;
  for (auto [name, number] : overload)
    if (message == name && field.number() == number) return field.length_delimited().empty();
  return false;
}

namespace {

/// Walks all messages, remembering the innermost one that has a name.
class Walk {
 public:
  std::optional<Problem> visit(const Message& message, Problem owner) {
    nameOwner(message, owner);
    if (auto problem = unknown(message, owner)) return problem;
    const auto* reflection = message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      bool isMessage = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
      if (!isMessage && field->type() != FieldDescriptor::TYPE_STRING) continue;
      int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
      for (int i = 0; i < count; ++i) {
        auto problem =
            isMessage ? visit(child(message, field, i), owner) : text(message, field, i, owner);
        if (problem) return problem;
      }
    }
    return std::nullopt;
  }

 private:
  static const Message& child(const Message& message, const FieldDescriptor* field, int i) {
    const auto* reflection = message.GetReflection();
    return field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i)
                                : reflection->GetMessage(message, field);
  }

  static void nameOwner(const Message& message, Problem& owner) {
    if (auto* node = dynamic_cast<const proto::NodeProto*>(&message))
      std::tie(owner.kind, owner.name) = nodeTitle(*node);
    else if (auto* tensor = dynamic_cast<const proto::TensorProto*>(&message);
             tensor && !tensor->name().empty() && owner.kind.empty())
      owner.kind = "tensor", owner.name = tensor->name();
    else if (auto* value = dynamic_cast<const proto::ValueInfoProto*>(&message);
             value && owner.kind.empty())
      owner.kind = "tensor", owner.name = value->name();
  }

  static std::optional<Problem> unknown(const Message& message, Problem owner) {
    const std::string& name = message.GetDescriptor()->name();
    const auto& fields = message.GetReflection()->GetUnknownFields(message);
    for (int i = 0; i < fields.field_count(); ++i) {
      const UnknownField& field = fields.field(i);
      if (isHarmless(name, field)) continue;
      bool overload = (name == "NodeProto" && field.number() == 8) ||
                      (name == "FunctionProto" && field.number() == 13);
      owner.text = overload ? "needs an op of ONNX, but got a function of the model, by overload"
                            : "needs known protobuf fields, but " + name + " has field " +
                                  std::to_string(field.number());
      if (auto* node = dynamic_cast<const proto::NodeProto*>(&message))
        owner.text += " (op " + node->op_type() + ")";
      owner.help = overload ? "inline the model's functions before compiling it"
                            : "export the model for an ONNX version up to 1.23 (opset 28)";
      return owner;
    }
    return std::nullopt;
  }

  /// Names go into JSON reports, comments and C strings: all need UTF-8, as ONNX does.
  static std::optional<Problem> text(const Message& message, const FieldDescriptor* field, int i,
                                     Problem owner) {
    std::string scratch;
    const auto* reflection = message.GetReflection();
    const std::string& text =
        field->is_repeated() ? reflection->GetRepeatedStringReference(message, field, i, &scratch)
                             : reflection->GetStringReference(message, field, &scratch);
    if (llvm::json::isUTF8(text)) return std::nullopt;
    if (!llvm::json::isUTF8(owner.name)) owner.kind = owner.name = "";
    owner.text = "needs text in UTF-8, but field " + field->name() + " of " +
                 message.GetDescriptor()->name() + " is not";
    return owner;
  }
};

}  // namespace

std::optional<Problem> findUnknownField(const Message& message) {
  return Walk().visit(message, {});
}

}  // namespace pelemay::onnx
