// Byte queue, token bucket, header list and wire format.
#include <chrono>
#include <limits>
#include <string>

#include "gtest/gtest.h"
#include "services/gateway/domain/byte_queue.h"
#include "services/gateway/domain/header_list.h"
#include "services/gateway/domain/refusal.h"
#include "services/gateway/domain/token_bucket.h"
#include "services/gateway/domain/wire_format.h"

namespace clearbudget::gateway {
namespace {

using namespace std::chrono_literals;

TEST(ByteQueueTest, FirstInFirstOut) {
  ByteQueue queue;
  std::string expected;
  std::string taken;
  char out[700];
  for (int i = 0; i < 500; ++i) {
    const std::string piece(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
    queue.Append(piece);
    expected += piece;
    taken.append(out, queue.Read(out, 1 + static_cast<std::size_t>(i * 7 % 600)));
    EXPECT_EQ(queue.size(), expected.size() - taken.size());
  }
  while (!queue.empty()) taken.append(out, queue.Read(out, sizeof out));
  EXPECT_EQ(taken, expected);
  EXPECT_EQ(queue.Read(out, sizeof out), 0U);
}

TEST(TokenBucketTest, BurstThenRate) {
  TokenBucket bucket(3, 10, 0ns);
  EXPECT_TRUE(bucket.Take(0ns));
  EXPECT_TRUE(bucket.Take(0ns));
  EXPECT_TRUE(bucket.Take(0ns));
  EXPECT_FALSE(bucket.Take(0ns));
  EXPECT_FALSE(bucket.Take(99ms));
  EXPECT_TRUE(bucket.Take(100ms));
  EXPECT_FALSE(bucket.Take(150ms));
  EXPECT_TRUE(bucket.Take(200ms));
  bucket.Return(1);
  EXPECT_TRUE(bucket.Take(200ms));
  EXPECT_FALSE(bucket.Take(200ms));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.Take(24h * 365)) << i;
  EXPECT_FALSE(bucket.Take(24h * 365));
}

TEST(HeaderListTest, KeepsWhatItIsGiven) {
  HeaderList list;
  list.Add(":path", "/a/b");
  list.Add("x-empty", "");
  EXPECT_EQ(list.Views(), (HeaderViews{{":path", "/a/b"}, {"x-empty", ""}}));
  EXPECT_EQ(list.list_size(), 5U + 4U + 7U + 64U);
  EXPECT_EQ(FindHeader(list.Views(), ":path"), "/a/b");
  EXPECT_EQ(FindHeader(list.Views(), "none"), "");
  list.Clear();
  EXPECT_TRUE(list.empty());
}

TEST(WireFormatTest, ReadsWhatItWrites) {
  WireWriter writer;
  writer.Varint(1, std::numeric_limits<std::uint64_t>::max());
  writer.Bytes(1000, "text");
  WireReader reader(writer.bytes());
  const auto first = reader.Next();
  const auto second = reader.Next();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->number, 1U);
  EXPECT_EQ(first->varint, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(second->number, 1000U);
  EXPECT_EQ(second->bytes, "text");
  EXPECT_FALSE(reader.Next());
  EXPECT_TRUE(reader.ok());
}

TEST(WireFormatTest, RefusesWhatIsNoMessage) {
  const std::string kCases[] = {
      "\x08",                          // a field without its value
      "\x0a\x05xx",                    // a length beyond the end
      std::string("\x00\x01", 2),      // field number 0
      "\x0b\x0c",                      // groups
      "\x09xxx",                       // a fixed field cut short
      std::string(11, '\xff'),         // a varint without end
      "\x0a\xff\xff\xff\xff\xff\x7f",  // a length of terabytes
  };
  for (const std::string& bytes : kCases) {
    WireReader reader(bytes);
    while (reader.Next()) {
    }
    EXPECT_FALSE(reader.ok()) << bytes.size();
  }
}

TEST(WireFormatTest, FramesMessages) {
  EXPECT_EQ(FrameGrpcMessage("abc"), std::string("\0\0\0\0\3abc", 8));
  EXPECT_EQ(FrameGrpcMessage(std::string(70000, 'x')).substr(0, 5), std::string("\0\0\1\x11\x70", 5));
}

TEST(RefusalTest, ShowsRequestsInPartAndAsPlainText) {
  const Refusal refusal = RefuseUnknownMethod("/预" + std::string(500, 'x'));
  EXPECT_EQ(refusal.metadata.at("method").substr(0, 10), "/%E9%A2%84");
  EXPECT_LT(refusal.metadata.at("method").size(), 200U);
}

}  // namespace
}  // namespace clearbudget::gateway
