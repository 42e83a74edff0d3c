#include "services/gateway/testing/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace clearbudget::gateway {
namespace {

std::uint32_t ReadNumber(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char c : bytes) number = (number << 8) | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

RawClient::RawClient(int port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fd_.Reset();
}

bool RawClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::SendPreface() {
  return Send(std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") + FrameBytes(4, 0, 0, ""));
}

bool RawClient::ReadExactly(char* out, std::size_t size) {
  while (size > 0) {
    const ssize_t count = recv(fd_.get(), out, size, 0);
    if (count <= 0) return false;
    out += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

bool RawClient::ReadFrame(Frame& frame) {
  std::array<char, 9> head{};
  if (!ReadExactly(head.data(), head.size())) return false;
  const std::string_view view(head.data(), head.size());
  frame.type = static_cast<std::uint8_t>(view[3]);
  frame.flags = static_cast<std::uint8_t>(view[4]);
  frame.stream_id = ReadNumber(view.substr(5));
  frame.payload.resize(ReadNumber(view.substr(0, 3)));
  return ReadExactly(frame.payload.data(), frame.payload.size());
}

bool RawClient::Await(std::uint8_t type, Frame& frame) {
  while (ReadFrame(frame)) {
    if (frame.type == type) return true;
  }
  return false;
}

bool RawClient::AwaitEnd(std::uint32_t& goaway_code) {
  bool seen = false;
  Frame frame;
  while (ReadFrame(frame)) {
    if (frame.type != kGoawayFrame) continue;
    seen = true;
    goaway_code = ReadNumber(std::string_view(frame.payload).substr(4, 4));
  }
  return seen;
}

std::string FrameBytes(std::uint8_t type, std::uint8_t flags, std::uint32_t stream_id,
                       std::string_view payload) {
  std::string frame;
  for (const unsigned shift : {16U, 8U, 0U})
    frame.push_back(static_cast<char>((payload.size() >> shift) & 0xff));
  frame.push_back(static_cast<char>(type));
  frame.push_back(static_cast<char>(flags));
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    frame.push_back(static_cast<char>((stream_id >> shift) & 0xff));
  return frame.append(payload);
}

std::string HeaderBlock(const HeaderViews& headers) {
  std::string block;
  for (const HeaderView& header : headers) {
    block.push_back(0);
    block.push_back(static_cast<char>(header.name.size()));
    block.append(header.name);
    block.push_back(static_cast<char>(header.value.size()));
    block.append(header.value);
  }
  return block;
}

HeaderViews CallHeaders(std::string_view path) {
  return {{":method", "POST"},    {":scheme", "http"}, {":path", path},
          {":authority", "test"}, {"te", "trailers"},  {"content-type", "application/grpc"}};
}

}  // namespace clearbudget::gateway
