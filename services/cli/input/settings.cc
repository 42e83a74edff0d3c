#include "services/cli/input/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

#include "common/config/value_text.h"
#include "services/cli/keys/key_folder.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using errors::Violation;

std::optional<Language> LanguageFrom(std::string_view text) {
  if (text == "zh") return Language::kChinese;
  if (text == "en") return Language::kEnglish;
  if (text == "both") return Language::kBoth;
  return std::nullopt;
}

// CLEARBUDGET_GATEWAY for "gateway".
std::optional<std::string> Variable(std::string_view flag, const Environment& environment) {
  std::string name = "CLEARBUDGET_";
  for (const char c : flag) {
    name.push_back(c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  }
  return environment(name);
}

std::string ValueOf(std::string_view flag, const Arguments& arguments, const Environment& environment) {
  if (arguments.Has(flag)) return arguments.Get(flag);
  return Variable(flag, environment).value_or("");
}

bool IsHostAndPort(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || text.find('/') != std::string_view::npos) return false;
  const std::string_view port = text.substr(colon + 1);
  return !port.empty() && port.size() <= 5 &&
         std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsThisMachine(std::string_view gateway) {
  const std::string_view host = gateway.substr(0, gateway.rfind(':'));
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

// How the connection is secured.
void ReadSecurity(const Arguments& arguments, const Environment& environment, Settings& settings,
                  std::vector<Violation>& violations) {
  settings.ca_file = ValueOf("ca", arguments, environment);
  settings.certificate_file = ValueOf("certificate", arguments, environment);
  settings.certificate_key_file = ValueOf("certificate-key", arguments, environment);
  settings.plaintext = arguments.Has("plaintext");
  if (settings.ca_file.empty() && !settings.key_file.empty()) {
    settings.ca_file = std::filesystem::path(settings.key_file).parent_path() / kPublicAuthorityFile;
  }
  if (settings.certificate_file.empty() != settings.certificate_key_file.empty()) {
    const bool certificate = settings.certificate_file.empty();
    violations.push_back({certificate ? "--certificate" : "--certificate-key", "", Reason::kRequired,
                          "证书与私钥成对", "a certificate with its key"});
  }
  if (settings.plaintext && !IsThisMachine(settings.gateway)) {
    violations.push_back(
        {"--plaintext", settings.gateway, Reason::kNotAllowed, "本机网关", "a gateway on this machine"});
  }
}

}  // namespace

const std::vector<Flag>& CommonFlags() {
  static const std::vector<Flag> flags = {
      {"as", "NAME", {"以谁的身份操作：人员文件中的 name", "who acts: a name of the people file"}},
      {"people", "FILE", {"人员文件", "the people file"}},
      {"key", "FILE", {"签名私钥文件，见 clearbudget keys", "the signing key, see clearbudget keys"}},
      {"acting-for",
       "DELEGATION",
       {"在该委托下操作", "acts under a delegation, regions/{region}/delegations/{delegation}"}},
      {"ca",
       "FILE",
       {"网关证书的根证书，默认为密钥旁的 public/ca.pem",
        "the authority of the gateway's certificate, public/ca.pem beside the key by default"}},
      {"certificate", "FILE", {"单位系统的客户端证书", "the client certificate of an agency's system"}},
      {"certificate-key", "FILE", {"客户端证书的私钥", "the client certificate's key"}},
      {"plaintext", "", {"不加密，仅限本机网关", "without TLS, which is for a gateway on this machine only"}},
      {"gateway", "HOST:PORT", {"网关地址，默认 127.0.0.1:8080", "the gateway, 127.0.0.1:8080 by default"}},
      {"timeout",
       "TIME",
       {"每次调用（含重试）的时限，默认 30s", "for a call with its retries, 30s by default"}},
      {"lang", "zh|en|both", {"输出语言，默认 both", "the language, both by default"}},
      {"json", "", {"输出一个 JSON 对象", "one JSON object as output"}},
      {"help", "", {"显示帮助", "shows help"}},
  };
  return flags;
}

absl::StatusOr<Settings> ReadSettings(std::string_view command, const Arguments& arguments,
                                      const Environment& environment) {
  Settings settings;
  std::vector<Violation> violations;
  settings.person = ValueOf("as", arguments, environment);
  settings.people_file = ValueOf("people", arguments, environment);
  settings.key_file = ValueOf("key", arguments, environment);
  settings.json = arguments.Has("json");
  if (std::string gateway = ValueOf("gateway", arguments, environment); !gateway.empty()) {
    settings.gateway = std::move(gateway);
  }
  if (!IsHostAndPort(settings.gateway)) {
    violations.push_back({"--gateway", settings.gateway, Reason::kNameMalformed,
                          "主机:端口，例如 127.0.0.1:8080", "host:port, such as 127.0.0.1:8080"});
  }
  settings.acting_for = ValueOf("acting-for", arguments, environment);
  ReadSecurity(arguments, environment, settings, violations);
  if (const std::string text = ValueOf("timeout", arguments, environment); !text.empty()) {
    const config::Option option{.name = "timeout",
                                .value = &settings.time_limit,
                                .english = "",
                                .chinese = "",
                                .minimum = 1,
                                .maximum = 3'600'000};
    if (std::optional<Violation> wrong = config::SetValue(option, text)) {
      wrong->path = "--timeout";
      violations.push_back(*std::move(wrong));
    }
  }
  const std::string language = ValueOf("lang", arguments, environment);
  settings.language = LanguageFrom(language).value_or(Language::kBoth);
  if (!language.empty() && !LanguageFrom(language)) {
    violations.push_back({"--lang", language, Reason::kEnumUnknown, "zh、en 或 both", "zh, en or both"});
  }
  if (!violations.empty()) return UsageError(command, std::move(violations));
  return settings;
}

Language LanguageOf(const std::vector<std::string>& words, const Environment& environment) {
  std::string text = Variable("lang", environment).value_or("");
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_with("--lang=")) text = words[i].substr(7);
    if (words[i] == "--lang" && i + 1 < words.size()) text = words[i + 1];
  }
  return LanguageFrom(text).value_or(Language::kBoth);
}

}  // namespace clearbudget::cli
