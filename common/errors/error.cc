#include "common/errors/error.h"

#include <charconv>
#include <utility>

#include "absl/strings/cord.h"
#include "common/errors/catalogue.h"
#include "fmt/core.h"

namespace clearbudget::errors {
namespace {

// The reason's payload is its bare name, so that a module that cannot include this one may set it as well.
constexpr std::string_view kReasonPayload = "clearbudget/reason";
// The others are lists of texts, each written as its length in bytes, a colon and the bytes.
constexpr std::string_view kMetadataPayload = "clearbudget/metadata";
constexpr std::string_view kViolationsPayload = "clearbudget/violations";

void AppendText(std::string_view text, std::string& out) {
  out.append(fmt::format("{}:{}", text.size(), text));
}

std::vector<std::string> SplitTexts(std::string_view encoded) {
  std::vector<std::string> texts;
  while (!encoded.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(encoded.data(), encoded.data() + encoded.size(), size);
    const auto digits = static_cast<std::size_t>(end - encoded.data());
    if (error != std::errc() || digits >= encoded.size() || size > encoded.size() - digits - 1) return {};
    texts.emplace_back(encoded.substr(digits + 1, size));
    encoded.remove_prefix(digits + 1 + size);
  }
  return texts;
}

std::vector<std::string> PayloadTexts(const absl::Status& status, std::string_view key) {
  const auto payload = status.GetPayload({key.data(), key.size()});
  if (!payload.has_value()) return {};
  return SplitTexts(std::string(*payload));
}

void SetPayload(std::string_view key, std::string_view value, absl::Status& status) {
  status.SetPayload({key.data(), key.size()}, absl::Cord({value.data(), value.size()}));
}

}  // namespace

absl::Status WithReason(absl::Status status, Reason reason, Metadata metadata) {
  if (status.ok()) return status;
  SetPayload(kReasonPayload, ReasonName(reason), status);
  std::string encoded;
  for (const auto& [key, value] : metadata) {
    AppendText(key, encoded);
    AppendText(value, encoded);
  }
  if (!encoded.empty()) SetPayload(kMetadataPayload, encoded, status);
  return status;
}

absl::Status WithViolations(absl::Status status, const std::vector<Violation>& violations) {
  if (status.ok()) return status;
  std::string encoded;
  for (const Violation& violation : violations) {
    AppendText(violation.path, encoded);
    AppendText(violation.given, encoded);
    AppendText(ReasonName(violation.reason), encoded);
    AppendText(violation.expected_zh, encoded);
    AppendText(violation.expected_en, encoded);
  }
  if (!encoded.empty()) SetPayload(kViolationsPayload, encoded, status);
  return status;
}

absl::Status Error(Reason reason, Metadata metadata, std::vector<Violation> violations) {
  const std::string message = EnglishText(reason, metadata);
  const absl::Status status(RowOf(reason).code, message);
  return WithViolations(WithReason(status, reason, std::move(metadata)), violations);
}

absl::Status BadRequest(std::vector<Violation> violations) {
  if (violations.empty()) return absl::OkStatus();
  Metadata metadata{{"violations", fmt::format("{}", violations.size())}};
  return Error(Reason::kInvalidRequest, std::move(metadata), std::move(violations));
}

std::optional<Reason> ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload({kReasonPayload.data(), kReasonPayload.size()});
  if (!payload.has_value()) return std::nullopt;
  return ReasonFromName(std::string(*payload));
}

Metadata MetadataOf(const absl::Status& status) {
  const std::vector<std::string> texts = PayloadTexts(status, kMetadataPayload);
  Metadata metadata;
  for (std::size_t i = 0; i + 1 < texts.size(); i += 2) metadata.emplace(texts[i], texts[i + 1]);
  return metadata;
}

std::vector<Violation> ViolationsOf(const absl::Status& status) {
  const std::vector<std::string> texts = PayloadTexts(status, kViolationsPayload);
  std::vector<Violation> violations;
  for (std::size_t i = 0; i + 4 < texts.size(); i += 5) {
    violations.push_back({.path = texts[i],
                          .given = texts[i + 1],
                          .reason = ReasonFromName(texts[i + 2]).value_or(Reason::kInvalidRequest),
                          .expected_zh = texts[i + 3],
                          .expected_en = texts[i + 4]});
  }
  return violations;
}

}  // namespace clearbudget::errors
