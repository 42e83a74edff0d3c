#include "services/submission/domain/hand.h"

#include <utility>

#include "services/submission/domain/person.h"

namespace clearbudget::submission {

Hand HandOf(const identity::Caller& caller) {
  return {.subject = caller.subject, .person = caller.person, .delegator = caller.delegator};
}

bool Meet(const Hand& left, const Hand& right) {
  if (!left.subject.empty() && left.subject == right.subject) return true;
  return SamePerson(left.person, right.person) || SamePerson(left.person, right.delegator) ||
         SamePerson(left.delegator, right.person) || SamePerson(left.delegator, right.delegator);
}

void AddHand(std::vector<Hand>& hands, Hand hand) {
  std::erase(hands, hand);
  if (hands.size() == kMostHands) hands.erase(hands.begin());
  hands.push_back(std::move(hand));
}

}  // namespace clearbudget::submission
