#pragma once

#include <vector>

#include "common/storage/migrations.h"

namespace clearbudget::submission {

// The tables of submission's database.
std::vector<storage::Migration> Migrations();

}  // namespace clearbudget::submission
