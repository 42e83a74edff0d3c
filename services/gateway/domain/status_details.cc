#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/errors/catalogue.h"
#include "services/gateway/domain/refusal.h"
#include "services/gateway/domain/wire_format.h"

namespace clearbudget::gateway {
namespace {

std::string EncodeBase64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8) | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k <= count; ++k) out.push_back(kDigits[(group >> (18 - 6 * k)) & 0x3f]);
  }
  return out;
}

// A detail is a google.protobuf.Any: type URL and message.
void AddDetail(WireWriter& status, std::string_view type, const WireWriter& message) {
  WireWriter any;
  any.Bytes(1, std::string("type.googleapis.com/google.rpc.").append(type));
  any.Bytes(2, message.bytes());
  status.Bytes(3, any.bytes());
}

WireWriter ErrorInfo(const Refusal& refusal) {
  WireWriter info;
  info.Bytes(1, errors::ReasonName(refusal.reason));
  info.Bytes(2, "clearbudget");
  for (const auto& [key, value] : refusal.metadata) {
    WireWriter entry;
    entry.Bytes(1, key);
    entry.Bytes(2, value);
    info.Bytes(3, entry.bytes());
  }
  return info;
}

WireWriter LocalizedMessage(std::string_view locale, std::string_view text) {
  WireWriter message;
  message.Bytes(1, locale);
  message.Bytes(2, text);
  return message;
}

// One second: a service restarts within that time, and reconnecting takes less.
WireWriter RetryInfo() {
  WireWriter duration;
  duration.Varint(1, 1);
  WireWriter info;
  info.Bytes(1, duration.bytes());
  return info;
}

}  // namespace

std::string EncodeStatusDetails(const Refusal& refusal) {
  const std::string english = errors::EnglishText(refusal.reason, refusal.metadata);
  WireWriter status;
  status.Varint(1, static_cast<std::uint64_t>(refusal.code));
  status.Bytes(2, english);
  AddDetail(status, "ErrorInfo", ErrorInfo(refusal));
  AddDetail(status, "LocalizedMessage",
            LocalizedMessage("zh-CN", errors::ChineseText(refusal.reason, refusal.metadata)));
  AddDetail(status, "LocalizedMessage", LocalizedMessage("en", english));
  if (refusal.repeatable) AddDetail(status, "RetryInfo", RetryInfo());
  return EncodeBase64(status.bytes());
}

}  // namespace clearbudget::gateway
