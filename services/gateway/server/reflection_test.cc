// Reflection as a stream through a real gateway.
#include <google/protobuf/descriptor.pb.h>

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/domain/wire_format.h"
#include "services/gateway/testing/test_client.h"
#include "services/gateway/testing/test_gateway.h"

namespace clearbudget::gateway {
namespace {

using ::testing::HasSubstr;

// One file of about 300 KB, so that an answer does not fit into a flow-control window.
std::string LargeDescriptorSet() {
  google::protobuf::FileDescriptorSet set;
  auto& file = *set.add_file();
  file.set_name("large.proto");
  file.set_package("large.v1");
  file.add_service()->set_name("LargeService");
  for (int i = 0; i < 1000; ++i)
    file.add_message_type()->set_name("M" + std::to_string(i) + std::string(300, 'x'));
  return set.SerializeAsString();
}

class ReflectionTest : public ::testing::TestWithParam<const char*> {
 protected:
  std::unique_ptr<ServiceCatalogue> catalogue_ = *ServiceCatalogue::Parse(LargeDescriptorSet());
  TestGateway gateway_{TestConfig(1), catalogue_.get()};
  TestClient client_{gateway_.port()};
};

TEST_P(ReflectionTest, AnswersQuestionAfterQuestion) {
  const auto stream = client_.Stream(GetParam());
  stream->Start();
  std::string answer;
  WireWriter list;
  list.Bytes(7, "*");
  ASSERT_TRUE(stream->Write(list.bytes()));
  ASSERT_TRUE(stream->Read(answer));
  EXPECT_THAT(answer, HasSubstr("large.v1.LargeService"));

  // All questions are asked before the first answer is read.
  WireWriter file;
  file.Bytes(4, "large.v1.LargeService");
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(stream->Write(file.bytes()));
  stream->CloseWriting();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(stream->Read(answer)) << i;
    EXPECT_GT(answer.size(), 300'000U);
  }
  EXPECT_FALSE(stream->Read(answer));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_P(ReflectionTest, RefusesWhatIsNoQuestion) {
  const auto stream = client_.Stream(GetParam());
  stream->Start();
  ASSERT_TRUE(stream->Write("\xff"));
  std::string answer;
  EXPECT_FALSE(stream->Read(answer));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

INSTANTIATE_TEST_SUITE_P(Versions, ReflectionTest,
                         ::testing::Values("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                                           "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"));

}  // namespace
}  // namespace clearbudget::gateway
