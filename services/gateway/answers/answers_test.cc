// Health and reflection, asked directly.
#include <google/protobuf/descriptor.pb.h>

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/answers/local_methods.h"
#include "services/gateway/domain/wire_format.h"

namespace clearbudget::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Two files: base.proto with an extensible message, and echo.proto, which imports it, extends the message and
// has a service.
std::string DescriptorSet() {
  google::protobuf::FileDescriptorSet set;
  auto& base = *set.add_file();
  base.set_name("base.proto");
  base.set_package("a.v1");
  auto& message = *base.add_message_type();
  message.set_name("Open");
  auto& range = *message.add_extension_range();
  range.set_start(100);
  range.set_end(200);

  auto& echo = *set.add_file();
  echo.set_name("echo.proto");
  echo.set_package("a.v1");
  echo.add_dependency("base.proto");
  auto& extension = *echo.add_extension();
  extension.set_name("extra");
  extension.set_number(150);
  extension.set_extendee(".a.v1.Open");
  extension.set_type(google::protobuf::FieldDescriptorProto::TYPE_STRING);
  extension.set_label(google::protobuf::FieldDescriptorProto::LABEL_OPTIONAL);
  auto& service = *echo.add_service();
  service.set_name("Echo");
  auto& method = *service.add_method();
  method.set_name("Get");
  method.set_input_type(".a.v1.Open");
  method.set_output_type(".a.v1.Open");
  return set.SerializeAsString();
}

class FakeHealthView final : public HealthView {
 public:
  bool Draining() const override { return draining; }
  std::size_t BackendCount() const override { return serving.size(); }
  bool Serving(std::size_t backend) const override { return serving[backend]; }

  bool draining = false;
  std::vector<bool> serving = {true, false};
};

class AnswersTest : public ::testing::Test {
 protected:
  AnswersTest() {
    EXPECT_TRUE(routes_.Add({"a.v1.", 0}));
    EXPECT_TRUE(routes_.Add({"b.v1.", 1}));
  }

  // 1 SERVING, 2 NOT_SERVING, 0 NOT_FOUND.
  std::uint64_t Health(std::string_view service, const ServiceCatalogue* catalogue = nullptr) {
    WireWriter request;
    request.Bytes(1, service);
    std::string response;
    const auto refusal = HealthMethod(view_, routes_, catalogue).Answer(request.bytes(), response);
    if (refusal) return 0;
    return WireReader(response).Next()->varint;
  }

  // The fields of the one answer with this number.
  std::vector<std::string> Reflect(std::uint32_t question, std::string_view text,
                                   std::uint32_t answer_field) {
    WireWriter request;
    request.Bytes(question, text);
    std::string response;
    EXPECT_FALSE(ReflectionMethod(*catalogue_).Answer(request.bytes(), response));
    std::vector<std::string> parts;
    WireReader reader(response);
    while (const auto field = reader.Next()) {
      if (field->number != answer_field) continue;
      WireReader inner(field->bytes);
      while (const auto part = inner.Next()) {
        parts.push_back(part->bytes.empty() ? std::to_string(part->varint) : std::string(part->bytes));
      }
    }
    return parts;
  }

  FakeHealthView view_;
  RoutingTable routes_;
  std::unique_ptr<ServiceCatalogue> catalogue_ = *ServiceCatalogue::Parse(DescriptorSet());
};

TEST_F(AnswersTest, HealthFollowsTheBackends) {
  EXPECT_EQ(Health("a.v1.Echo"), 1U);
  EXPECT_EQ(Health("b.v1.Other"), 2U);
  EXPECT_EQ(Health("c.v1.Unknown"), 0U);
  EXPECT_EQ(Health(""), 1U);
  EXPECT_EQ(Health("a.v1.Echo", catalogue_.get()), 1U);
  EXPECT_EQ(Health("a.v1.NotDeclared", catalogue_.get()), 0U);
  view_.serving = {false, false};
  EXPECT_EQ(Health(""), 2U);
  view_.serving = {true, true};
  view_.draining = true;
  EXPECT_EQ(Health(""), 2U);
  EXPECT_EQ(Health("a.v1.Echo"), 2U);
}

TEST_F(AnswersTest, ReflectionListsServices) {
  const std::vector<std::string> services = Reflect(7, "*", 6);
  EXPECT_THAT(services, ElementsAre(HasSubstr("a.v1.Echo")));
}

TEST_F(AnswersTest, ReflectionGivesFilesWithTheirImports) {
  EXPECT_THAT(Reflect(3, "base.proto", 4), ElementsAre(HasSubstr("base.proto")));
  EXPECT_THAT(Reflect(3, "echo.proto", 4), ElementsAre(HasSubstr("echo.proto"), HasSubstr("base.proto")));
  EXPECT_EQ(Reflect(4, "a.v1.Echo", 4).size(), 2U);
  EXPECT_EQ(Reflect(4, "a.v1.Echo.Get", 4).size(), 2U);
  EXPECT_EQ(Reflect(4, "a.v1.Open", 4).size(), 1U);
  WireWriter extension;
  extension.Bytes(1, "a.v1.Open");
  extension.Varint(2, 150);
  EXPECT_EQ(Reflect(5, extension.bytes(), 4).size(), 2U);
  EXPECT_THAT(Reflect(6, "a.v1.Open", 5), ElementsAre("a.v1.Open", "150"));
}

TEST_F(AnswersTest, ReflectionAnswersUnknownThingsInTheStream) {
  EXPECT_THAT(Reflect(3, "none.proto", 7), ElementsAre("5", HasSubstr("none.proto")));
  EXPECT_THAT(Reflect(4, "a.v1.None", 7), ElementsAre("5", HasSubstr("a.v1.None")));
  EXPECT_THAT(Reflect(6, "a.v1.None", 7), ElementsAre("5", HasSubstr("a.v1.None")));
  EXPECT_THAT(Reflect(1, "host only", 7), ElementsAre("3", HasSubstr("nothing")));
  std::string response;
  EXPECT_TRUE(ReflectionMethod(*catalogue_).Answer("\xff", response));
}

TEST_F(AnswersTest, FindsItsMethods) {
  const LocalMethods with(view_, routes_, catalogue_.get());
  const LocalMethods without(view_, routes_, nullptr);
  for (const char* service :
       {"grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"}) {
    EXPECT_TRUE(LocalMethods::IsLocalService(service));
    EXPECT_NE(with.Find({service, "ServerReflectionInfo"}), nullptr);
    EXPECT_EQ(without.Find({service, "ServerReflectionInfo"}), nullptr);
  }
  EXPECT_NE(without.Find({"grpc.health.v1.Health", "Check"}), nullptr);
  EXPECT_EQ(without.Find({"grpc.health.v1.Health", "Watch"}), nullptr);
  EXPECT_FALSE(LocalMethods::IsLocalService("clearbudget.budget.v1.BudgetService"));
}

TEST(ServiceCatalogueTest, RefusesWhatIsNoDescriptorSet) {
  EXPECT_EQ(ServiceCatalogue::Parse("\xff").status().code(), absl::StatusCode::kInvalidArgument);
  google::protobuf::FileDescriptorSet set;
  set.add_file()->add_dependency("missing.proto");
  set.mutable_file(0)->set_name("a.proto");
  EXPECT_EQ(ServiceCatalogue::Parse(set.SerializeAsString()).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ServiceCatalogue::Load("/nonexistent").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace clearbudget::gateway
