#include "common/digest/digest.h"

#include <gtest/gtest.h>

#include <string>

namespace clearbudget::digest {
namespace {

struct Vector {
  std::string input;
  std::string sha256;
  std::string sm3;
};

// FIPS 180-2 appendix B and GB/T 32905-2016 appendix A; the empty input's values are those of openssl dgst.
const Vector kVectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
     "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
     "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
};

TEST(DigestTest, KnownVectors) {
  for (const Vector& vector : kVectors) {
    EXPECT_EQ(Sha256Hex(vector.input), vector.sha256) << vector.input;
    EXPECT_EQ(Sm3Hex(vector.input), vector.sm3) << vector.input;
    EXPECT_EQ(ToHex(Sha256(vector.input)), vector.sha256) << vector.input;
    EXPECT_EQ(ToHex(Sm3(vector.input)), vector.sm3) << vector.input;
  }
}

TEST(DigestTest, Sm3SecondStandardVector) {
  std::string input;
  for (int repeat = 0; repeat < 16; ++repeat) input += "abcd";
  EXPECT_EQ(Sm3Hex(input), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(DigestTest, BytesWithZerosAreWhole) {
  EXPECT_NE(Sha256(std::string_view("a\0b", 3)), Sha256("a"));
  EXPECT_EQ(Sha256(std::string_view("a\0b", 3)).size(), kDigestBytes);
}

TEST(DigestTest, EitherAlgorithmByItsName) {
  EXPECT_EQ(Of(*AlgorithmNamed("sha256"), "abc"), Sha256("abc"));
  EXPECT_EQ(Of(*AlgorithmNamed("sm3"), "abc"), Sm3("abc"));
  for (const std::string_view name : {"", "SM3", "sha-256", "md5"}) {
    EXPECT_FALSE(AlgorithmNamed(name).has_value()) << name;
  }
}

TEST(HasherTest, PiecesEqualTheWhole) {
  for (const auto algorithm : {Algorithm::kSha256, Algorithm::kSm3}) {
    Hasher hasher(algorithm);
    for (const std::string_view piece : {"a", "", "bc"}) hasher.Update(piece);
    EXPECT_EQ(hasher.Finish(), algorithm == Algorithm::kSha256 ? Sha256("abc") : Sm3("abc"));
  }
}

TEST(HasherTest, StartsAfreshAfterFinish) {
  Hasher hasher(Algorithm::kSha256);
  hasher.Update("before");
  hasher.Finish();
  hasher.Update("abc");
  EXPECT_EQ(hasher.Finish(), Sha256("abc"));
}

TEST(ToHexTest, HighBytesAreUnsigned) {
  EXPECT_EQ(ToHex("\xff\x0a\x80"), "ff0a80");
}

}  // namespace
}  // namespace clearbudget::digest
