#pragma once

#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// A format that statements are written in. A new format is a new pair of files and a row in writer_table.cc.
struct Writer {
  std::string_view id;          // Such as "html".
  std::string_view media_type;  // Such as "text/html; charset=utf-8".
  std::string_view suffix;      // The ending of file names, with its dot.
  absl::StatusOr<std::string> (*write)(const Document& document);
};

// All writers, in order of their ids.
std::span<const Writer> Writers();

// nullptr where no writer has the id.
const Writer* FindWriter(std::string_view id);

}  // namespace clearbudget::disclosure
