#include "common/storage/failing_sync_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

namespace clearbudget::storage {
namespace {

constexpr char kName[] = "failing-sync";

std::atomic<bool> fail_syncs = false;
int (*system_sync)(sqlite3_file*, int) = nullptr;

int Sync(sqlite3_file* file, int flags) {
  return fail_syncs ? SQLITE_IOERR_FSYNC : system_sync(file, flags);
}

// The system's methods with Sync in place of theirs. Unix files of all kinds share one sync function.
const sqlite3_io_methods* WithFailingSync(const sqlite3_io_methods* methods) {
  static std::mutex mutex;
  static std::map<const sqlite3_io_methods*, std::unique_ptr<sqlite3_io_methods>> copies;
  const std::lock_guard lock(mutex);
  std::unique_ptr<sqlite3_io_methods>& copy = copies[methods];
  if (copy == nullptr) {
    copy = std::make_unique<sqlite3_io_methods>(*methods);
    system_sync = methods->xSync;
    copy->xSync = &Sync;
  }
  return copy.get();
}

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  sqlite3_vfs* system = sqlite3_vfs_find("unix");
  const int result = system->xOpen(system, name, file, flags, out_flags);
  if (file->pMethods != nullptr) file->pMethods = WithFailingSync(file->pMethods);
  return result;
}

}  // namespace

std::string FailingSyncVfs() {
  static sqlite3_vfs layer = [] {
    sqlite3_initialize();
    sqlite3_vfs copy = *sqlite3_vfs_find("unix");
    copy.zName = kName;
    copy.xOpen = &Open;
    copy.pNext = nullptr;
    return copy;
  }();
  static const int registered = sqlite3_vfs_register(&layer, 0);
  return registered == SQLITE_OK ? kName : "not-registered";
}

void LetSyncsFail(bool fail) {
  fail_syncs = fail;
}

}  // namespace clearbudget::storage
