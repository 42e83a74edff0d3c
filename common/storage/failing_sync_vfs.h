// For this module's tests: SQLite's own file layer, in which syncs fail on demand as on a failing disk.
#pragma once

#include <string>

namespace clearbudget::storage {

// The name to open a database with; registered on first use.
std::string FailingSyncVfs();

// From now on every sync of every file opened through the layer fails, or works again. All threads.
void LetSyncsFail(bool fail);

}  // namespace clearbudget::storage
