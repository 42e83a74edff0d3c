// The test vectors that came with Certificate Transparency (RFC 6962), as transparency-dev/merkle keeps them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/merkle/memory_tree_test.h"
#include "common/merkle/proof.h"
#include "common/merkle/tree_hash.h"
#include "common/merkle/verify.h"
#include "common/testing/status_matchers.h"

namespace clearbudget::merkle {
namespace {

using ::testing::ElementsAreArray;
using testing::IsOkAndHolds;

constexpr Algorithm kSha256 = Algorithm::kSha256;

std::string FromHex(std::string_view digits) {
  std::string bytes;
  for (std::size_t index = 0; index < digits.size(); index += 2) {
    bytes.push_back(static_cast<char>(std::stoi(std::string(digits.substr(index, 2)), nullptr, 16)));
  }
  return bytes;
}

const std::vector<std::string_view> kLeaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};

// By tree size.
const std::vector<std::string_view> kRoots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

struct ProofVector {
  std::int64_t first = 0;  // the leaf's index, or the size of the earlier tree
  std::int64_t size = 0;
  std::vector<std::string_view> hashes;
};

const std::vector<ProofVector> kInclusion = {
    {0, 1, {}},
    {0, 2, {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"}},
    {1, 2, {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}},
    {2, 3, {"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"}},
    {1,
     5,
     {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
    {0,
     8,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {5,
     8,
     {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
};

const std::vector<ProofVector> kConsistency = {
    {1, 1, {}},
    {1,
     8,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {2,
     5,
     {"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
    {6,
     8,
     {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
};

std::vector<std::string> Hashes(const ProofVector& vector) {
  std::vector<std::string> hashes;
  for (const std::string_view digits : vector.hashes) hashes.push_back(FromHex(digits));
  return hashes;
}

class MerkleVectorsTest : public ::testing::Test {
 protected:
  MerkleVectorsTest() {
    for (const std::string_view digits : kLeaves) tree_.Append(LeafHash(kSha256, FromHex(digits)));
  }

  MemoryTree tree_{kSha256};
};

TEST_F(MerkleVectorsTest, Roots) {
  for (std::size_t size = 0; size < kRoots.size(); ++size) {
    const std::span<const std::string> leaves(tree_.leaf_hashes().data(), size);
    EXPECT_EQ(RootOf(kSha256, leaves), FromHex(kRoots[size])) << size;
    EXPECT_THAT(RootAt(kSha256, tree_, static_cast<std::int64_t>(size)), IsOkAndHolds(FromHex(kRoots[size])));
  }
}

TEST_F(MerkleVectorsTest, InclusionProofs) {
  for (const ProofVector& vector : kInclusion) {
    const Proof proof = *ProveInclusion(kSha256, tree_, vector.first, vector.size);
    EXPECT_THAT(proof, ElementsAreArray(Hashes(vector))) << vector.first << " in " << vector.size;
    EXPECT_TRUE(VerifyInclusion(kSha256, tree_.leaf_hashes()[static_cast<std::size_t>(vector.first)],
                                vector.first, vector.size, proof,
                                FromHex(kRoots[static_cast<std::size_t>(vector.size)])));
  }
}

TEST_F(MerkleVectorsTest, ConsistencyProofs) {
  for (const ProofVector& vector : kConsistency) {
    const Proof proof = *ProveConsistency(kSha256, tree_, vector.first, vector.size);
    EXPECT_THAT(proof, ElementsAreArray(Hashes(vector))) << vector.first << " to " << vector.size;
    EXPECT_TRUE(VerifyConsistency(kSha256, vector.first,
                                  FromHex(kRoots[static_cast<std::size_t>(vector.first)]), vector.size,
                                  FromHex(kRoots[static_cast<std::size_t>(vector.size)]), proof));
  }
}

}  // namespace
}  // namespace clearbudget::merkle
