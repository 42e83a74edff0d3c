#include "services/gateway/domain/binary_header.h"

#include <optional>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

using Pieces = std::optional<std::vector<std::string_view>>;

TEST(BinaryHeaderTest, TakesStandardBase64Only) {
  const struct {
    std::string_view value;
    Pieces pieces;
  } kCases[] = {
      {"", Pieces({""})},
      {"AAEC", Pieces({"AAEC"})},
      {"AAE=", Pieces({"AAE"})},
      {"AAE", Pieces({"AAE"})},
      {"AA==", Pieces({"AA"})},
      {"+/+/", Pieces({"+/+/"})},
      {"AAE,AA==", Pieces({"AAE", "AA"})},
      {"AAE , AA", Pieces({"AAE", "AA"})},
      {"A", std::nullopt},         // six bits are no byte
      {"AB", std::nullopt},        // spare bits
      {"AAF", std::nullopt},       // spare bits
      {"AA=", std::nullopt},       // padding that completes nothing
      {"====", std::nullopt},      //
      {"A=AA", std::nullopt},      //
      {"-_-_", std::nullopt},      // the URL alphabet
      {"***", std::nullopt},       //
      {"AA EC", std::nullopt},     //
      {"AAEC,***", std::nullopt},  //
  };
  for (const auto& test : kCases) EXPECT_EQ(SplitBinaryHeader(test.value), test.pieces) << test.value;
}

}  // namespace
}  // namespace clearbudget::gateway
