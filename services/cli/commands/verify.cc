// clearbudget verify: checks an export of the trail, offline.
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "common/trail_export/trusted_keys.h"
#include "common/trail_export/verify_text.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/file_text.h"
#include "services/cli/input/kept_checkpoints.h"
#include "services/cli/output/verdict_view.h"

namespace clearbudget::cli {
namespace {

constexpr size_t kLargestKeyFile = 64 * 1024;
constexpr size_t kPieceBytes = 256 * 1024;

// The keys of a file, or the one that is written on the command line.
absl::StatusOr<trail_export::TrustedKeys> ReadKeys(const std::string& given) {
  std::error_code error;
  std::string text = given;
  if (std::filesystem::is_regular_file(given, error)) {
    absl::StatusOr<std::string> file = ReadTextFile(given, kLargestKeyFile);
    if (!file.ok()) return file.status();
    text = *std::move(file);
  }
  auto keys = trail_export::TrustedKeys::Parse(text);
  if (keys.ok()) return keys;
  return UsageError("verify", {{"--key", given, errors::Reason::kNotAllowed,
                                "PEM 公钥文件，或 名称+标识+base64 形式的验证公钥",
                                "a file with a public key in PEM, or a verifier name+id+base64"}});
}

// That the export is the one that was meant.
absl::Status CheckMeant(const Arguments& arguments, const trail_export::Header& header) {
  const std::string origin = arguments.Get("origin");
  if (arguments.Has("origin") && header.origin != origin) {
    return UsageError("verify", {{"--origin", header.origin, errors::Reason::kInconsistent, origin, origin}});
  }
  if (arguments.Has("whole") && header.filtered()) {
    return UsageError("verify", {{"--whole", arguments.operands[0], errors::Reason::kInconsistent,
                                  "未经筛选的导出", "an export that is not filtered"}});
  }
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const std::string& file = arguments.operands[0];
  auto keys = ReadKeys(arguments.Get("key"));
  if (!keys.ok()) return keys.status();
  auto kept = ReadKeptCheckpoints(SplitList(arguments.Get("checkpoint")));
  if (!kept.ok()) return kept.status();
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return UsageError("verify", {{"EXPORT", file, errors::Reason::kReferenceUnknown, "可读的导出文件",
                                  "an export that can be read"}});
  }
  std::string piece(kPieceBytes, '\0');
  const auto next = [&](std::string_view& bytes) -> absl::StatusOr<bool> {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    bytes = std::string_view(piece).substr(0, static_cast<size_t>(stream.gcount()));
    if (stream.bad()) return absl::UnavailableError("the export cannot be read to its end");
    return !bytes.empty();
  };
  const auto verdict = trail_export::Verify(next, *std::move(keys), *std::move(kept));
  if (!verdict.ok()) return verdict.status();
  if (absl::Status meant = CheckMeant(arguments, verdict->header); !meant.ok()) return meant;
  ShowVerdict(*verdict, file, session.console);
  return verdict->sound() ? ExitCode::kDone : ExitCode::kRefused;
}

}  // namespace

Command VerifyCommand() {
  return {
      .name = "verify",
      .summary =
          {"离线验证审计日志的导出：每条记录、各链、日志树、签名，以及外部保存的检查点",
           "verifies an export of the trail offline: every row, the chains, the log's tree, its signature, "
           "and checkpoints that were kept outside"},
      .grammar =
          {.operands = "EXPORT",
           .least = 1,
           .most = 1,
           .flags = {{"key",
                      "FILE|VKEY",
                      {"日志的公钥：PEM 文件、验证公钥文件或验证公钥本身",
                       "the log's public key: a file in PEM or of verifiers, or a verifier itself"},
                      true},
                     {"checkpoint",
                      "FILE|DIR,...",
                      {"外部保存的检查点文件，或存放 .note 文件的目录",
                       "checkpoints that were kept outside: files, or folders of .note files"}},
                     {"origin",
                      "TEXT",
                      {"导出须属于的日志，如 clearbudget/submission/regions/130303",
                       "the log that the export must be of, as clearbudget/submission/regions/130303"}},
                     {"whole", "", {"拒绝经过筛选的导出", "refuses an export that is filtered"}}}},
      .calls = false,
      .run = Run};
}

}  // namespace clearbudget::cli
