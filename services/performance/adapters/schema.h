#pragma once

#include <vector>

#include "common/storage/migrations.h"

namespace clearbudget::performance {

// The tables of performance's database.
std::vector<storage::Migration> Migrations();

}  // namespace clearbudget::performance
