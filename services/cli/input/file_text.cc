#include "services/cli/input/file_text.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "common/errors/error.h"
#include "common/observability/utf8.h"
#include "services/cli/output/places.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;

absl::Status Wrong(const std::string& file, errors::Violation violation,
                   contract::Location location = {0, 0}) {
  return WithPlaces(errors::BadRequest({std::move(violation)}), {{file, location}});
}

// Refuses what no text file holds, with the place of the first such byte.
absl::Status CheckText(const std::string& file, std::string_view text) {
  contract::Location location;
  for (size_t at = 0; at < text.size(); ++location.column) {
    const size_t length = text[at] == '\0' ? 0 : observability::Utf8CharacterLength(text.substr(at));
    if (length == 0) {
      return Wrong(file,
                   {.path = "",
                    .given = fmt::format("0x{:02x}", static_cast<unsigned char>(text[at])),
                    .reason = Reason::kTextMalformed,
                    .expected_zh = "UTF-8 文本，而不是二进制文件或其他编码",
                    .expected_en = "a text in UTF-8, neither binary nor of another encoding"},
                   location);
    }
    if (text[at] == '\n') location = {location.line + 1, 0};
    at += length;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadTextFile(const std::string& file, size_t most_bytes) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) {
    return Wrong(file, {"", file, Reason::kReferenceUnknown, "存在的文件", "a file that exists"});
  }
  if (!std::filesystem::is_regular_file(status)) {
    return Wrong(file, {"", file, Reason::kTypeMismatch, "文件，而不是目录或设备",
                        "a file, not a folder or a device"});
  }
  const auto size = std::filesystem::file_size(file, error);
  if (!error && size > most_bytes) {
    return Wrong(file, {"", fmt::format("{} B", size), Reason::kTooLong,
                        fmt::format("不超过 {} 字节的文件", most_bytes),
                        fmt::format("a file of at most {} bytes", most_bytes)});
  }
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) {
    return Wrong(file, {"", file, Reason::kReferenceUnknown, "可读的文件", "a file that can be read"});
  }
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Wrong(file, {"", "", Reason::kRequired, "非空文件", "a file that is not empty"});
  }
  if (absl::Status checked = CheckText(file, text); !checked.ok()) return checked;
  return text;
}

}  // namespace clearbudget::cli
