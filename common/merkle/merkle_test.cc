// Properties over all sizes up to kMostLeaves, in both hash algorithms.
#include <gtest/gtest.h>

#include <bit>
#include <string>
#include <vector>

#include "common/merkle/frontier.h"
#include "common/merkle/memory_tree_test.h"
#include "common/merkle/proof.h"
#include "common/merkle/tree_hash.h"
#include "common/merkle/verify.h"
#include "common/testing/status_matchers.h"

namespace clearbudget::merkle {
namespace {

using testing::StatusIs;

constexpr std::int64_t kMostLeaves = 131;

class MerkleTest : public ::testing::TestWithParam<Algorithm> {
 protected:
  MerkleTest() {
    for (std::int64_t leaf = 0; leaf < kMostLeaves; ++leaf) {
      tree_.Append(LeafHash(algorithm_, "leaf " + std::to_string(leaf)));
    }
    for (std::int64_t size = 0; size <= kMostLeaves; ++size) {
      roots_.push_back(RootOf(algorithm_, Leaves(size)));
    }
  }

  std::span<const std::string> Leaves(std::int64_t size) const {
    return std::span(tree_.leaf_hashes()).first(static_cast<std::size_t>(size));
  }
  const std::string& Leaf(std::int64_t index) const {
    return tree_.leaf_hashes()[static_cast<std::size_t>(index)];
  }
  const std::string& Root(std::int64_t size) const { return roots_[static_cast<std::size_t>(size)]; }

  // The proof with one thing about it changed, in every way that is tried here.
  static std::vector<Proof> Mutations(const Proof& proof) {
    std::vector<Proof> mutations;
    for (std::size_t index = 0; index < proof.size(); ++index) {
      Proof bit = proof;
      bit[index][index % digest::kDigestBytes] ^= '\x10';
      mutations.push_back(bit);
      Proof missing = proof;
      missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(index));
      mutations.push_back(missing);
      Proof twice = proof;
      twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(index), proof[index]);
      mutations.push_back(twice);
      Proof shorter = proof;
      shorter[index].pop_back();
      mutations.push_back(shorter);
    }
    Proof longer = proof;
    longer.push_back(std::string(digest::kDigestBytes, '\0'));
    mutations.push_back(longer);
    if (proof.size() > 1 && proof.front() != proof.back()) {
      Proof swapped = proof;
      std::swap(swapped.front(), swapped.back());
      mutations.push_back(swapped);
    }
    return mutations;
  }

  const Algorithm algorithm_ = GetParam();
  MemoryTree tree_{algorithm_};
  std::vector<std::string> roots_;
};

TEST_P(MerkleTest, AppendingAndLoadingGiveTheRootOfAllLeaves) {
  MemoryTree growing(algorithm_);
  for (std::int64_t size = 0; size <= kMostLeaves; ++size) {
    EXPECT_EQ(growing.frontier().size(), size);
    EXPECT_EQ(growing.frontier().Root(), Root(size));
    EXPECT_EQ(Frontier::Load(algorithm_, tree_, size)->Root(), Root(size));
    EXPECT_EQ(*RootAt(algorithm_, tree_, size), Root(size));
    if (size < kMostLeaves) growing.Append(Leaf(size));
  }
}

TEST_P(MerkleTest, ALoadedFrontierGoesOnAsTheOneThatGrew) {
  for (std::int64_t size = 0; size < kMostLeaves; ++size) {
    Frontier loaded = *Frontier::Load(algorithm_, tree_, size);
    const std::vector<Node> completed = loaded.Append(Leaf(size));
    EXPECT_EQ(completed.size(), std::countr_one(static_cast<std::uint64_t>(size)) + 1U);
    for (const Node& node : completed) EXPECT_EQ(node.hash, *tree_.Node(node.level, node.index));
    EXPECT_EQ(loaded.Root(), Root(size + 1));
  }
}

TEST_P(MerkleTest, EveryInclusionProofHoldsAndNoOtherDoes) {
  for (std::int64_t size = 1; size <= kMostLeaves; ++size) {
    for (std::int64_t index = 0; index < size; ++index) {
      const Proof proof = *ProveInclusion(algorithm_, tree_, index, size);
      EXPECT_TRUE(VerifyInclusion(algorithm_, Leaf(index), index, size, proof, Root(size)));
      EXPECT_FALSE(VerifyInclusion(algorithm_, Leaf(index), index, size, proof, Root(size - 1)));
      EXPECT_FALSE(
          VerifyInclusion(algorithm_, Leaf((index + 1) % kMostLeaves), index, size, proof, Root(size)));
      EXPECT_FALSE(VerifyInclusion(algorithm_, Leaf(index), index ^ 1, size, proof, Root(size)))
          << index << " of " << size;
      EXPECT_FALSE(VerifyInclusion(algorithm_, Leaf(index), index, index, proof, Root(size)));
      for (const Proof& mutation : Mutations(proof)) {
        EXPECT_FALSE(VerifyInclusion(algorithm_, Leaf(index), index, size, mutation, Root(size)))
            << index << " of " << size;
      }
    }
  }
}

TEST_P(MerkleTest, EveryConsistencyProofHoldsAndNoOtherDoes) {
  for (std::int64_t to = 1; to <= kMostLeaves; ++to) {
    for (std::int64_t from = 0; from <= to; ++from) {
      const Proof proof = *ProveConsistency(algorithm_, tree_, from, to);
      EXPECT_TRUE(VerifyConsistency(algorithm_, from, Root(from), to, Root(to), proof)) << from << " " << to;
      std::string other = Root(to);
      other[7] ^= '\x01';
      EXPECT_FALSE(VerifyConsistency(algorithm_, from, other, to, Root(to), proof));
      EXPECT_FALSE(VerifyConsistency(algorithm_, from, Root(from), to, other, proof) && from != 0);
      if (from != to) {
        EXPECT_FALSE(VerifyConsistency(algorithm_, to, Root(to), from, Root(from), proof));
      }
      for (const Proof& mutation : Mutations(proof)) {
        EXPECT_FALSE(VerifyConsistency(algorithm_, from, Root(from), to, Root(to), mutation))
            << from << " " << to;
      }
    }
  }
}

TEST_P(MerkleTest, ProofsReadAFewNodes) {
  MemoryTree large(algorithm_);
  constexpr std::int64_t kSize = 70'001;
  for (std::int64_t leaf = 0; leaf < kSize; ++leaf) large.Append(Leaf(leaf % kMostLeaves));
  constexpr int kLevels = 17;  // 2^16 < kSize <= 2^17
  for (const std::int64_t index : {0L, 1L, 65'535L, 65'536L, 69'999L, 70'000L}) {
    large.TakeReads();
    const Proof inclusion = *ProveInclusion(algorithm_, large, index, kSize);
    EXPECT_LE(large.TakeReads(), 2 * kLevels) << index;
    EXPECT_TRUE(VerifyInclusion(algorithm_, large.leaf_hashes()[static_cast<std::size_t>(index)], index,
                                kSize, inclusion, large.frontier().Root()));
    large.TakeReads();
    EXPECT_TRUE(ProveConsistency(algorithm_, large, index, kSize).ok());
    EXPECT_LE(large.TakeReads(), 3 * kLevels) << index;
  }
}

TEST_P(MerkleTest, WhatCannotBeProvedIsRefused) {
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  EXPECT_THAT(ProveInclusion(algorithm_, tree_, 3, 3).status(), StatusIs(kInvalid));
  EXPECT_THAT(ProveInclusion(algorithm_, tree_, -1, 3).status(), StatusIs(kInvalid));
  EXPECT_THAT(ProveConsistency(algorithm_, tree_, 4, 3).status(), StatusIs(kInvalid));
  EXPECT_THAT(ProveConsistency(algorithm_, tree_, -1, 3).status(), StatusIs(kInvalid));
  EXPECT_THAT(RootAt(algorithm_, tree_, -1).status(), StatusIs(kInvalid));
  EXPECT_THAT(Frontier::Load(algorithm_, tree_, -1).status(), StatusIs(kInvalid));
  EXPECT_FALSE(VerifyInclusion(algorithm_, Leaf(0), -1, 1, {}, Root(1)));
  EXPECT_FALSE(VerifyConsistency(algorithm_, -1, Root(1), 1, Root(1), {}));
  // A tree that lacks a node tells so.
  EXPECT_THAT(RootAt(algorithm_, tree_, kMostLeaves + 1).status(), StatusIs(absl::StatusCode::kDataLoss));
  tree_.Forget(0, 1);
  EXPECT_THAT(ProveInclusion(algorithm_, tree_, 0, 3).status(), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_P(MerkleTest, NoNodeIsALeaf) {
  const std::string children = Leaf(0) + Leaf(1);
  EXPECT_NE(LeafHash(algorithm_, children), NodeHash(algorithm_, Leaf(0), Leaf(1)));
}

INSTANTIATE_TEST_SUITE_P(Algorithms, MerkleTest, ::testing::Values(Algorithm::kSha256, Algorithm::kSm3),
                         [](const auto& algorithm) { return std::string(digest::NameOf(algorithm.param)); });

}  // namespace
}  // namespace clearbudget::merkle
