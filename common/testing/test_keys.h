// Keys that sign, for tests, made when a test needs them.
#pragma once

#include <string>

namespace clearbudget::testing {

enum class TestKeyType { kEd25519, kEcdsaP256, kSm2, kEcdsaP384 };

// Both halves as PEM.
struct TestKey {
  std::string private_pem;
  std::string public_pem;
};

// Ends the test program when OpenSSL cannot.
TestKey MakeTestKey(TestKeyType type = TestKeyType::kEd25519);

}  // namespace clearbudget::testing
