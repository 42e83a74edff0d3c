// A directory that is removed with everything in it at the end of its scope.
#pragma once

#include <string>
#include <string_view>

namespace clearbudget::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::string& path() const { return path_; }
  // The path of a file in it.
  std::string File(std::string_view name) const;

 private:
  std::string path_;
};

}  // namespace clearbudget::testing
