#include "frontends/onnx/TensorFile.h"

#include <google/protobuf/stubs/logging.h>

#include "frontends/onnx/Fields.h"
#include "frontends/onnx/Proto.h"
#include "frontends/onnx/Tensor.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace pelemay {

static llvm::Error failed(llvm::StringRef path, const llvm::Twine& text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), path + ": " + text);
}

static llvm::Expected<TensorFile> parse(llvm::StringRef path, const llvm::MemoryBuffer& buffer) {
  ::onnx::TensorProto proto;
  auto* handler = google::protobuf::SetLogHandler(nullptr);
  bool parsed =
      buffer.getBufferSize() <= INT32_MAX &&
      proto.ParseFromArray(buffer.getBufferStart(), static_cast<int>(buffer.getBufferSize()));
  google::protobuf::SetLogHandler(handler);
  if (!parsed || buffer.getBufferSize() == 0)
    return failed(path, "needs an ONNX tensor, but this is no TensorProto");
  if (auto problem = onnx::findUnknownField(proto)) return failed(path, problem->text);
  if (!onnx::elementOf(proto.data_type()))
    return failed(path, onnx::unsupportedElement(proto.data_type()).text);
  onnx::Problem problem;
  onnx::Source source;
  std::optional<onnx::Tensor> tensor = onnx::readTensor(proto, source, problem);
  if (!tensor) return failed(path, problem.text);
  return TensorFile{tensor->name, tensor->element->ours.str(),
                    std::vector<int64_t>(tensor->shape.begin(), tensor->shape.end()),
                    std::vector<char>(tensor->bytes.begin(), tensor->bytes.end())};
}

llvm::Expected<TensorFile> readTensorFile(llvm::StringRef path) {
  auto buffer =
      llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (std::error_code error = buffer.getError()) return failed(path, error.message());
  try {
    return parse(path, **buffer);
  } catch (const std::exception& error) {
    return failed(path, error.what());
  }
}

llvm::Error writeTensorFile(llvm::StringRef path, const TensorFile& tensor) {
  const onnx::Element* element = onnx::elementOf(tensor.type);
  std::optional<int64_t> count = onnx::countOf(tensor.shape);
  if (!element || !count || static_cast<int64_t>(tensor.bytes.size()) != *count * element->bytes)
    return failed(path, "needs a type of ONNX and as many bytes as the shape asks for");
  ::onnx::TensorProto proto;
  proto.set_name(tensor.name);
  proto.set_data_type(element->code);
  for (int64_t size : tensor.shape) proto.add_dims(size);
  proto.set_raw_data(tensor.bytes.data(), tensor.bytes.size());
  std::error_code error;
  llvm::raw_fd_ostream file(path, error);
  if (error) return failed(path, error.message());
  std::string bytes;
  if (!proto.SerializeToString(&bytes)) return failed(path, "needs a tensor below 2 GiB");
  file << bytes;
  file.close();
  if (file.has_error()) {
    error = file.error();
    file.clear_error();
    return failed(path, error.message());
  }
  return llvm::Error::success();
}

}  // namespace pelemay
