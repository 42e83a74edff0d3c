// A client that writes HTTP/2 frames by hand, also such as no library would send.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/gateway/domain/header_list.h"
#include "services/gateway/net/unique_fd.h"

namespace clearbudget::gateway {

class RawClient {
 public:
  struct Frame {
    std::uint8_t type = 0;
    std::uint8_t flags = 0;
    std::uint32_t stream_id = 0;
    std::string payload;
  };

  // Connects; sends nothing yet.
  explicit RawClient(int port);

  // False when the gateway has closed the connection.
  bool Send(std::string_view bytes);
  // Preface and empty SETTINGS.
  bool SendPreface();

  // The next frame of this type; earlier ones are dropped. False when the connection has ended.
  bool Await(std::uint8_t type, Frame& frame);
  // Reads until the connection has ended, and says whether a GOAWAY came and with which code.
  bool AwaitEnd(std::uint32_t& goaway_code);

 private:
  bool ReadFrame(Frame& frame);
  bool ReadExactly(char* out, std::size_t size);

  UniqueFd fd_;
};

inline constexpr std::uint8_t kDataFrame = 0;
inline constexpr std::uint8_t kHeadersFrame = 1;
inline constexpr std::uint8_t kResetFrame = 3;
inline constexpr std::uint8_t kPingFrame = 6;
inline constexpr std::uint8_t kGoawayFrame = 7;
inline constexpr std::uint8_t kContinuationFrame = 9;
inline constexpr std::uint8_t kEndStreamFlag = 1;
inline constexpr std::uint8_t kEndHeadersFlag = 4;

std::string FrameBytes(std::uint8_t type, std::uint8_t flags, std::uint32_t stream_id,
                       std::string_view payload);

// A header block without compression, for names and values shorter than 127 bytes.
std::string HeaderBlock(const HeaderViews& headers);

// The head of a good gRPC call.
HeaderViews CallHeaders(std::string_view path);

}  // namespace clearbudget::gateway
