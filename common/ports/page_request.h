#pragma once

#include <cstdint>
#include <string>

namespace clearbudget::ports {

// Which page of a list: how many at most, and the token that the page before ended with.
struct PageRequest {
  int64_t size = 0;  // 0: the list's own default.
  std::string token;
  std::string subject;  // Who asks: a page token holds for its caller only.
};

}  // namespace clearbudget::ports
