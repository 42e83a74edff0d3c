#include "services/gateway/answers/reflection_method.h"

#include <fmt/format.h>

#include <vector>

#include "services/gateway/domain/wire_format.h"

namespace clearbudget::gateway {
namespace {

// Field numbers of ServerReflectionRequest.
constexpr std::uint32_t kHost = 1;
constexpr std::uint32_t kFileByFilename = 3;
constexpr std::uint32_t kFileContainingSymbol = 4;
constexpr std::uint32_t kFileContainingExtension = 5;
constexpr std::uint32_t kAllExtensionNumbersOfType = 6;
constexpr std::uint32_t kListServices = 7;

// Field numbers of ServerReflectionResponse.
constexpr std::uint32_t kValidHost = 1;
constexpr std::uint32_t kOriginalRequest = 2;
constexpr std::uint32_t kFileDescriptorResponse = 4;
constexpr std::uint32_t kExtensionNumbersResponse = 5;
constexpr std::uint32_t kListServicesResponse = 6;
constexpr std::uint32_t kErrorResponse = 7;

// A request's host, and its question: the last of the oneof's fields, as the wire format has it.
struct Question {
  std::string_view host;
  std::uint32_t field = 0;
  std::string_view text;
};

std::optional<Question> ReadQuestion(std::string_view request) {
  Question question;
  WireReader reader(request);
  while (const std::optional<WireField> field = reader.Next()) {
    if (field->number == kHost) {
      question.host = field->bytes;
    } else if (field->number >= kFileByFilename && field->number <= kListServices) {
      question.field = field->number;
      question.text = field->bytes;
    }
  }
  if (!reader.ok()) return std::nullopt;
  return question;
}

void AddError(WireWriter& response, StatusCode code, std::string_view message) {
  WireWriter error;
  error.Varint(1, static_cast<std::uint64_t>(code));
  error.Bytes(2, message);
  response.Bytes(kErrorResponse, error.bytes());
}

void AddFiles(WireWriter& response, const std::vector<std::string>& files, std::string_view asked) {
  if (files.empty()) {
    AddError(response, StatusCode::kNotFound, fmt::format("{} is unknown", asked.substr(0, 120)));
    return;
  }
  WireWriter list;
  for (const std::string& file : files) list.Bytes(1, file);
  response.Bytes(kFileDescriptorResponse, list.bytes());
}

void AddServices(WireWriter& response, const std::vector<std::string>& services) {
  WireWriter list;
  for (const std::string& name : services) {
    WireWriter service;
    service.Bytes(1, name);
    list.Bytes(1, service.bytes());
  }
  response.Bytes(kListServicesResponse, list.bytes());
}

void AddExtensionNumbers(WireWriter& response, const ServiceCatalogue& catalogue, std::string_view type) {
  if (!catalogue.HasType(type)) {
    AddError(response, StatusCode::kNotFound, fmt::format("{} is unknown", type.substr(0, 120)));
    return;
  }
  WireWriter list;
  list.Bytes(1, type);
  for (const std::int32_t number : catalogue.ExtensionNumbers(type)) {
    list.Varint(2, static_cast<std::uint64_t>(number));
  }
  response.Bytes(kExtensionNumbersResponse, list.bytes());
}

void AddExtensionFile(WireWriter& response, const ServiceCatalogue& catalogue, std::string_view request) {
  std::string_view type;
  std::int32_t number = 0;
  WireReader reader(request);
  while (const std::optional<WireField> field = reader.Next()) {
    if (field->number == 1) type = field->bytes;
    if (field->number == 2) number = static_cast<std::int32_t>(field->varint);
  }
  AddFiles(response, catalogue.FileByExtension(type, number),
           fmt::format("extension {} of {}", number, type));
}

}  // namespace

std::optional<Refusal> ReflectionMethod::Answer(std::string_view request, std::string& response) const {
  const std::optional<Question> question = ReadQuestion(request);
  if (!question) return RefuseMessage("grpc.reflection.v1.ServerReflectionRequest");
  WireWriter answer;
  if (!question->host.empty()) answer.Bytes(kValidHost, question->host);
  answer.Bytes(kOriginalRequest, request);
  switch (question->field) {
    case kFileByFilename:
      AddFiles(answer, catalogue_.FileByName(question->text), question->text);
      break;
    case kFileContainingSymbol:
      AddFiles(answer, catalogue_.FileBySymbol(question->text), question->text);
      break;
    case kFileContainingExtension:
      AddExtensionFile(answer, catalogue_, question->text);
      break;
    case kAllExtensionNumbersOfType:
      AddExtensionNumbers(answer, catalogue_, question->text);
      break;
    case kListServices:
      AddServices(answer, catalogue_.services());
      break;
    default:
      AddError(answer, StatusCode::kInvalidArgument, "the request asks nothing");
  }
  response = answer.bytes();
  return std::nullopt;
}

}  // namespace clearbudget::gateway
