#pragma once

#include <string>
#include <vector>

#include "common/identity/caller.h"

namespace clearbudget::submission {

// Who had a hand in something: an account, the person behind it, and the person whose power was used.
struct Hand {
  std::string subject;
  std::string person;     // Empty for a machine.
  std::string delegator;  // Empty for the person's own power.

  bool operator==(const Hand&) const = default;
};

Hand HandOf(const identity::Caller& caller);

// True where both are of one account, or where a person or a delegator of the one is a person or a delegator
// of the other (see person.h): what is done under a delegation counts for both people.
bool Meet(const Hand& left, const Hand& right);

// So many who wrote a draft are remembered; of more, those who wrote last.
inline constexpr size_t kMostHands = 64;

// Puts the hand at the end, where the latest stands.
void AddHand(std::vector<Hand>& hands, Hand hand);

}  // namespace clearbudget::submission
