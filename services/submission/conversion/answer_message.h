#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/submission/domain/answer.h"

namespace clearbudget::submission {

// An answer as it is kept beside its change: the full name of its message, and its bytes.
struct AnswerBytes {
  std::string type;
  std::string bytes;
};

AnswerBytes EncodeAnswer(const Answer& answer);

// `change_number` is that of the change. Errors: DATA_LOSS.
absl::StatusOr<Answer> DecodeAnswer(const AnswerBytes& answer, int64_t change_number);

// The revision that an answer is about; empty where it is about none.
std::string RevisionOf(const AnswerBytes& answer);

}  // namespace clearbudget::submission
