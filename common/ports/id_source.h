// Ids that nobody can guess and that never repeat, as a port.
#pragma once

#include <string>

namespace clearbudget::ports {

class IdSource {
 public:
  virtual ~IdSource() = default;
  // 32 lowercase hexadecimal digits.
  virtual std::string NextId() = 0;
};

// From the random numbers of the kernel. May be used by several threads at once.
class RandomIdSource final : public IdSource {
 public:
  std::string NextId() override;
};

}  // namespace clearbudget::ports
