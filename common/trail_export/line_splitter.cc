#include "common/trail_export/line_splitter.h"

#include <fmt/format.h>

#include "common/errors/error.h"

namespace clearbudget::trail_export {
namespace {

absl::Status BadLine(std::int64_t number, errors::Reason reason, std::string_view chinese,
                     std::string_view english) {
  return errors::BadRequest({{.path = fmt::format("line {}", number),
                              .reason = reason,
                              .expected_zh = std::string(chinese),
                              .expected_en = std::string(english)}});
}

}  // namespace

absl::Status LineSplitter::Feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    if (begun_.size() + piece.size() > kLongestLineBytes) {
      return BadLine(number_ + 1, errors::Reason::kTooLong, "至多 1 MiB 的行", "a line of at most 1 MiB");
    }
    if (end == std::string_view::npos) {
      begun_.append(piece);
      return absl::OkStatus();
    }
    ++number_;
    absl::Status taken = absl::OkStatus();
    if (begun_.empty()) {
      taken = sink_(piece, number_);
    } else {
      begun_.append(piece);
      taken = sink_(begun_, number_);
      begun_.clear();
    }
    if (!taken.ok()) return taken;
    bytes.remove_prefix(end + 1);
  }
  return absl::OkStatus();
}

absl::Status LineSplitter::Finish() const {
  if (begun_.empty()) return absl::OkStatus();
  return BadLine(number_ + 1, errors::Reason::kSyntaxError, "以换行结束的行（文件是否不完整？）",
                 "a line that ends with a line feed (is the file cut?)");
}

}  // namespace clearbudget::trail_export
