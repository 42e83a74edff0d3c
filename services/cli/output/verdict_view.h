// What the verification of an export of the trail found.
#pragma once

#include <string>

#include "common/trail_export/verifier.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

// For people, or with --json as one object.
void ShowVerdict(const trail_export::Verdict& verdict, const std::string& file, Console& console);

}  // namespace clearbudget::cli
