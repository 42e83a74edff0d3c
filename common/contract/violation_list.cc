#include "common/contract/violation_list.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "common/contract/secrecy_marking.h"
#include "common/contract/text_check.h"
#include "common/errors/error.h"

namespace clearbudget::contract {
namespace {

constexpr size_t kMostCharacters = 80;

}  // namespace

errors::Violation Confidential(std::string path) {
  return {.path = std::move(path),
          .given = "",
          .reason = errors::Reason::kConfidentialContent,
          .expected_zh = "不带国家秘密标志的文本；涉密内容只能登记为不公开事项",
          .expected_en = "text without a secrecy marking; what is secret is only declared as an omission"};
}

std::string Shown(std::string_view text) {
  std::string shown;
  std::string_view rest = text;
  for (size_t count = 0; !rest.empty(); ++count) {
    if (count == kMostCharacters) return shown + "…";
    const CodePoint next = TakeCodePoint(rest);
    if (!next.valid) {
      shown += "\\u{fffd}";
    } else if (IsInvisible(next.value)) {
      fmt::format_to(std::back_inserter(shown), "\\u{{{:x}}}", static_cast<uint32_t>(next.value));
    } else {
      shown += text.substr(text.size() - rest.size() - next.bytes, next.bytes);
    }
  }
  return shown;
}

void ViolationList::Add(errors::Violation violation) {
  if (violations_.size() == kMostKept) {
    ++left_out_;
    return;
  }
  if (BearsSecrecyMarking(violation.given)) violation = Confidential(std::move(violation.path));
  violation.given = Shown(violation.given);
  violations_.push_back(std::move(violation));
}

absl::Status ViolationList::ToStatus() const {
  if (left_out_ == 0) return errors::BadRequest(violations_);
  return errors::Error(errors::Reason::kInvalidRequest,
                       {{"violations", std::to_string(violations_.size() + left_out_)},
                        {"violations_left_out", std::to_string(left_out_)}},
                       violations_);
}

}  // namespace clearbudget::contract
