// Message digests of bytes: SHA-256 and SM3 (GB/T 32905). Both are 32 bytes long.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::digest {

inline constexpr size_t kDigestBytes = 32;

// The 32 raw bytes.
std::string Sha256(std::string_view bytes);
std::string Sm3(std::string_view bytes);

// 64 lowercase hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);
std::string Sm3Hex(std::string_view bytes);

// Any bytes as lowercase hexadecimal digits, two a byte.
std::string ToHex(std::string_view bytes);

enum class Algorithm { kSha256, kSm3 };

// The 32 raw bytes by either of them.
std::string Of(Algorithm algorithm, std::string_view bytes);

// "sha256" or "sm3", as configurations and files have them; absent for every other text.
std::string_view NameOf(Algorithm algorithm);
std::optional<Algorithm> AlgorithmNamed(std::string_view name);

// For input that arrives in pieces, such as a file read in blocks. Not for use by several threads at once.
class Hasher {
 public:
  explicit Hasher(Algorithm algorithm);
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  void Update(std::string_view bytes);

  // The 32 raw bytes of everything seen so far; the hasher starts afresh afterwards.
  std::string Finish();

 private:
  struct Context;
  Algorithm algorithm_;
  std::unique_ptr<Context> context_;
};

}  // namespace clearbudget::digest
