#include "services/gateway/domain/header_list.h"

namespace clearbudget::gateway {

void HeaderList::Add(std::string_view name, std::string_view value) {
  entries_.push_back({static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
  bytes_.append(name);
  bytes_.append(value);
}

void HeaderList::Clear() {
  bytes_.clear();
  entries_.clear();
}

HeaderViews HeaderList::Views() const {
  HeaderViews views;
  views.reserve(entries_.size());
  const std::string_view bytes = bytes_;
  for (const Entry& entry : entries_) {
    views.push_back({bytes.substr(entry.offset, entry.name_size),
                     bytes.substr(entry.offset + entry.name_size, entry.value_size)});
  }
  return views;
}

std::string_view FindHeader(const HeaderViews& headers, std::string_view name) {
  for (const HeaderView& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

}  // namespace clearbudget::gateway
