#pragma once

namespace clearbudget::submission {

// How much of a budget or revision to read: without content, with its content but the lines, or with all of
// it.
enum class View { kHead, kContent, kFull };

}  // namespace clearbudget::submission
