// Header fields of one HTTP/2 header block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::gateway {

// A header field whose bytes live elsewhere.
struct HeaderView {
  std::string_view name;
  std::string_view value;

  friend bool operator==(const HeaderView&, const HeaderView&) = default;
};

using HeaderViews = std::vector<HeaderView>;

// Owns the bytes of a header block in one buffer, so that collecting a block costs no allocation once warm.
class HeaderList {
 public:
  void Add(std::string_view name, std::string_view value);
  void Clear();

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }

  // The size as RFC 9113 counts it for SETTINGS_MAX_HEADER_LIST_SIZE: 32 bytes a field beside its text.
  std::size_t list_size() const { return bytes_.size() + 32 * entries_.size(); }

  // Views into this list; they hold until the list changes.
  HeaderViews Views() const;

 private:
  struct Entry {
    std::uint32_t offset;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };

  std::string bytes_;
  std::vector<Entry> entries_;
};

// The value of the first field with this name, or an empty view.
std::string_view FindHeader(const HeaderViews& headers, std::string_view name);

}  // namespace clearbudget::gateway
