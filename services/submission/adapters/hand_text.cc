#include "services/submission/adapters/hand_text.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"

namespace clearbudget::submission {
namespace {

std::string Encoded(const std::string& text) {
  return absl::WebSafeBase64Escape(text);
}

}  // namespace

std::string HandsText(const std::vector<Hand>& hands) {
  std::string text;
  for (const Hand& hand : hands) {
    if (!text.empty()) text += ',';
    text += Encoded(hand.subject) + '.' + Encoded(hand.person) + '.' + Encoded(hand.delegator);
  }
  return text;
}

std::optional<std::vector<Hand>> HandsFromText(std::string_view text) {
  std::vector<Hand> hands;
  if (text.empty()) return hands;
  for (const auto encoded : absl::StrSplit(absl::string_view(text.data(), text.size()), ',')) {
    const std::vector<absl::string_view> fields = absl::StrSplit(encoded, '.');
    Hand hand;
    if (fields.size() != 3 || !absl::WebSafeBase64Unescape(fields[0], &hand.subject) ||
        !absl::WebSafeBase64Unescape(fields[1], &hand.person) ||
        !absl::WebSafeBase64Unescape(fields[2], &hand.delegator)) {
      return std::nullopt;
    }
    hands.push_back(std::move(hand));
  }
  return hands;
}

}  // namespace clearbudget::submission
