#include "common/rpc/violation_text.h"

#include <cstddef>
#include <optional>

#include "common/errors/catalogue.h"
#include "common/observability/utf8.h"
#include "fmt/core.h"

namespace clearbudget::rpc {
namespace {

constexpr std::size_t kLargestGiven = 120;
constexpr std::size_t kLargestExpected = 400;

// What stands between the parts of a line; it comes from the catalogue's own sentence, so that the two cannot
// differ.
struct Sentence {
  std::string given_alone;  // before what was given
  std::string between;      // between that and what is expected
  std::string nothing;      // before what is expected where nothing was given
};

Sentence SentenceOf(const std::string& with_given, const std::string& without) {
  const std::size_t given = with_given.find('\x01');
  const std::size_t expected = with_given.find('\x02');
  return {.given_alone = with_given.substr(0, given),
          .between = with_given.substr(given + 1, expected - given - 1),
          .nothing = without.substr(0, without.find('\x02'))};
}

errors::Violation Marked(errors::Reason reason, std::string given) {
  return {
      .path = {}, .given = std::move(given), .reason = reason, .expected_zh = "\x02", .expected_en = "\x02"};
}

// Splits a line into what was given and what is expected. False where it is another sentence.
bool Split(std::string_view line, const Sentence& sentence, std::string& given, std::string& expected) {
  if (line.starts_with(sentence.given_alone)) {
    const std::string_view rest = line.substr(sentence.given_alone.size());
    const std::size_t between = rest.find(sentence.between);
    if (between != rest.npos) {
      given = std::string(rest.substr(0, between));
      expected = std::string(rest.substr(between + sentence.between.size()));
      return true;
    }
  }
  if (!line.starts_with(sentence.nothing)) return false;
  given.clear();
  expected = std::string(line.substr(sentence.nothing.size()));
  return true;
}

// One line of text: a description has exactly two.
std::string OneLine(std::string_view text, std::size_t most_bytes) {
  std::string line = observability::Utf8Within(text, most_bytes);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return line;
}

}  // namespace

std::string DescribeViolation(const errors::Violation& violation) {
  const errors::Violation shown{.path = {},
                                .given = OneLine(violation.given, kLargestGiven),
                                .reason = violation.reason,
                                .expected_zh = OneLine(violation.expected_zh, kLargestExpected),
                                .expected_en = OneLine(violation.expected_en, kLargestExpected)};
  return fmt::format("{}: {}\n{}", errors::ReasonName(shown.reason), errors::ChineseText(shown),
                     errors::EnglishText(shown));
}

errors::Violation ParseViolation(std::string_view path, std::string_view description) {
  errors::Violation violation{.path = std::string(path)};
  const std::size_t colon = description.find(": ");
  const std::size_t line_end = description.find('\n');
  const std::optional<errors::Reason> reason = errors::ReasonFromName(description.substr(0, colon));
  if (reason.has_value() && colon < line_end && line_end != description.npos) {
    violation.reason = *reason;
    const errors::Violation given = Marked(*reason, "\x01");
    const errors::Violation nothing = Marked(*reason, "");
    const std::string_view chinese = description.substr(colon + 2, line_end - colon - 2);
    const std::string_view english = description.substr(line_end + 1);
    if (Split(chinese, SentenceOf(errors::ChineseText(given), errors::ChineseText(nothing)), violation.given,
              violation.expected_zh) &&
        Split(english, SentenceOf(errors::EnglishText(given), errors::EnglishText(nothing)), violation.given,
              violation.expected_en)) {
      return violation;
    }
  }
  violation = {.path = std::string(path)};
  violation.expected_zh = violation.expected_en = std::string(description);
  return violation;
}

}  // namespace clearbudget::rpc
