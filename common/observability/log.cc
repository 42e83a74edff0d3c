#include "common/observability/log.h"

#include <memory>
#include <mutex>
#include <string>

#include "common/observability/log_line.h"
#include "spdlog/async.h"
#include "spdlog/pattern_formatter.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace clearbudget::observability {
namespace {

constexpr std::size_t kQueuedLines = 8192;

// The process's one logger. Lines are queued to its thread; when stderr cannot take them fast enough the
// oldest are lost, since a call must not wait for a log.
struct Logger {
  std::string service;
  Level level;
  std::shared_ptr<spdlog::details::thread_pool> threads;
  std::shared_ptr<spdlog::async_logger> logger;
};

std::mutex current_mutex;
std::shared_ptr<const Logger> current;

std::shared_ptr<const Logger> Current() {
  const std::lock_guard lock(current_mutex);
  return current;
}

void Replace(std::shared_ptr<const Logger> log) {
  {
    const std::lock_guard lock(current_mutex);
    current.swap(log);
  }
  // The last reference to the former one goes here: its thread writes what is queued and ends.
}

}  // namespace

std::optional<Level> LevelFromName(std::string_view name) {
  for (const Level level : {Level::kDebug, Level::kInfo, Level::kWarning, Level::kError}) {
    if (LevelName(level) == name) return level;
  }
  return std::nullopt;
}

void InitLogging(std::string_view service, Level level) {
  auto log = std::make_shared<Logger>();
  log->service = std::string(service);
  log->level = level;
  log->threads = std::make_shared<spdlog::details::thread_pool>(kQueuedLines, 1);
  log->logger =
      std::make_shared<spdlog::async_logger>("clearbudget", std::make_shared<spdlog::sinks::stderr_sink_mt>(),
                                             log->threads, spdlog::async_overflow_policy::overrun_oldest);
  log->logger->set_level(spdlog::level::trace);
  log->logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ",%v})", spdlog::pattern_time_type::utc));
  Replace(std::move(log));
}

void StopLogging() {
  Replace(nullptr);
}

void Log(Level level, std::string_view event, std::initializer_list<Field> fields) {
  const auto log = Current();
  if (log == nullptr || level < log->level) return;
  log->logger->log(spdlog::level::info, LogLine(level, log->service, event, fields));
}

void LogCall(const CallRecord& record) {
  const bool fault = record.code == "INTERNAL" || record.code == "UNKNOWN" || record.code == "DATA_LOSS";
  Log(fault ? Level::kError : Level::kInfo, "call",
      {{"method", record.method},
       {"code", record.code},
       {"reason", record.reason},
       {"latency_us", record.latency_us},
       {"request_id", record.request_id},
       {"subject", record.subject}});
}

}  // namespace clearbudget::observability
