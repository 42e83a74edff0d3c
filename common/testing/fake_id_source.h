// Ids that are the same in every run: 1, 2, 3, ... with leading zeros to 32 digits.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "common/ports/id_source.h"
#include "fmt/core.h"

namespace clearbudget::testing {

class FakeIdSource final : public ports::IdSource {
 public:
  std::string NextId() override { return fmt::format("{:032}", ++last_); }

 private:
  std::atomic<std::uint64_t> last_ = 0;
};

}  // namespace clearbudget::testing
