#include "services/gateway/domain/wire_format.h"

#include <cstddef>

namespace clearbudget::gateway {
namespace {

constexpr std::uint64_t kVarintType = 0;
constexpr std::uint64_t kFixed64Type = 1;
constexpr std::uint64_t kBytesType = 2;
constexpr std::uint64_t kFixed32Type = 5;

}  // namespace

void WireWriter::RawVarint(std::uint64_t value) {
  while (value >= 0x80) {
    bytes_.push_back(static_cast<char>((value & 0x7f) | 0x80));
    value >>= 7;
  }
  bytes_.push_back(static_cast<char>(value));
}

void WireWriter::Varint(std::uint32_t field, std::uint64_t value) {
  RawVarint((std::uint64_t{field} << 3) | kVarintType);
  RawVarint(value);
}

void WireWriter::Bytes(std::uint32_t field, std::string_view bytes) {
  RawVarint((std::uint64_t{field} << 3) | kBytesType);
  RawVarint(bytes.size());
  bytes_.append(bytes);
}

std::optional<std::uint64_t> WireReader::ReadVarint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80) == 0) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> WireReader::Take(std::uint64_t count) {
  if (count > rest_.size()) return std::nullopt;
  const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(count));
  rest_.remove_prefix(taken.size());
  return taken;
}

std::optional<WireField> WireReader::Fail() {
  ok_ = false;
  rest_ = {};
  return std::nullopt;
}

std::optional<WireField> WireReader::Next() {
  if (rest_.empty()) return std::nullopt;
  const std::optional<std::uint64_t> tag = ReadVarint();
  if (!tag || (*tag >> 3) == 0 || (*tag >> 3) > 0x1fffffff) return Fail();
  WireField field;
  field.number = static_cast<std::uint32_t>(*tag >> 3);
  switch (*tag & 7) {
    case kVarintType: {
      const std::optional<std::uint64_t> value = ReadVarint();
      if (!value) return Fail();
      field.varint = *value;
      return field;
    }
    case kBytesType: {
      const std::optional<std::uint64_t> size = ReadVarint();
      const std::optional<std::string_view> bytes = size ? Take(*size) : std::nullopt;
      if (!bytes) return Fail();
      field.bytes = *bytes;
      return field;
    }
    case kFixed64Type:
      return Take(8) ? std::optional(field) : Fail();
    case kFixed32Type:
      return Take(4) ? std::optional(field) : Fail();
    default:
      return Fail();
  }
}

std::string FrameGrpcMessage(std::string_view message) {
  std::string frame;
  frame.reserve(message.size() + 5);
  frame.push_back(0);
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    frame.push_back(static_cast<char>((message.size() >> shift) & 0xff));
  }
  frame.append(message);
  return frame;
}

}  // namespace clearbudget::gateway
