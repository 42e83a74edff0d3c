// The protobuf wire format, as far as the few tiny messages need it that the gateway itself reads and writes:
// health, reflection and google.rpc.Status. Their contracts are frozen, and reading them by field number
// keeps generated classes out of the edge.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::gateway {

class WireWriter {
 public:
  void Varint(std::uint32_t field, std::uint64_t value);
  void Bytes(std::uint32_t field, std::string_view bytes);

  const std::string& bytes() const { return bytes_; }

 private:
  void RawVarint(std::uint64_t value);

  std::string bytes_;
};

struct WireField {
  std::uint32_t number = 0;
  std::uint64_t varint = 0;  // set for wire type 0
  std::string_view bytes;    // set for wire type 2
};

// Reads the fields of one message in order. Fixed-width fields are skipped over as empty fields.
class WireReader {
 public:
  explicit WireReader(std::string_view message) : rest_(message) {}

  // The next field, or nothing at the end or when the bytes are no message; `ok` tells which.
  std::optional<WireField> Next();
  bool ok() const { return ok_; }

 private:
  std::optional<std::uint64_t> ReadVarint();
  std::optional<std::string_view> Take(std::uint64_t count);
  std::optional<WireField> Fail();

  std::string_view rest_;
  bool ok_ = true;
};

// A gRPC message frame: not compressed, four bytes of length, the message.
std::string FrameGrpcMessage(std::string_view message);

}  // namespace clearbudget::gateway
