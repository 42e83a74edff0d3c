#include "services/cli/client/credentials.h"

#include <memory>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/identity/development_tokens.h"
#include "services/cli/input/file_text.h"
#include "services/cli/input/people.h"
#include "services/cli/output/places.h"

namespace clearbudget::cli {
namespace {

absl::Status CheckGiven(const Settings& settings) {
  std::vector<errors::Violation> violations;
  const auto require = [&](const std::string& value, const char* flag, const char* expected) {
    if (value.empty()) violations.push_back({flag, "", errors::Reason::kRequired, expected, expected});
  };
  require(settings.person, "--as", "--as NAME / CLEARBUDGET_AS");
  require(settings.people_file, "--people", "--people FILE / CLEARBUDGET_PEOPLE");
  require(settings.key_file, "--key", "--key FILE / CLEARBUDGET_KEY");
  if (violations.empty()) return absl::OkStatus();
  return UsageError("", std::move(violations));
}

// What is wrong with a people file is wrong with how the program is used, not with what it is to send.
absl::Status CannotUse(const std::string& people_file, const absl::Status& status) {
  return WithPlaces(errors::Error(errors::Reason::kConfigurationInvalid, {{"name", people_file}},
                                  errors::ViolationsOf(status)),
                    PlacesOf(status));
}

constexpr size_t kLargestPem = size_t{1} << 20U;

absl::Status ReadPem(const std::string& file, const char* flag, const char* expected, std::string& pem) {
  if (file.empty()) return UsageError("", {{flag, "", errors::Reason::kRequired, expected, expected}});
  absl::StatusOr<std::string> text = ReadTextFile(file, kLargestPem);
  if (!text.ok()) return CannotUse(file, text.status());
  pem = *std::move(text);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> MintToken(const Settings& settings, const ports::Clock& clock) {
  if (absl::Status given = CheckGiven(settings); !given.ok()) return given;
  const auto people = ReadPeople(settings.people_file);
  if (!people.ok()) return CannotUse(settings.people_file, people.status());
  const auto caller = FindPerson(*people, settings.person);
  if (!caller.ok()) return caller.status();
  const auto signer = identity::TokenSigner::Load(settings.key_file, clock);
  if (!signer.ok()) return signer.status();
  return (*signer)->Sign(*caller, kTokenLife);
}

absl::StatusOr<Connection> MakeConnection(const Settings& settings, const ports::Clock& clock) {
  Connection connection{.gateway = settings.gateway, .acting_for = settings.acting_for};
  connection.time_limit = settings.time_limit;
  if (settings.certificate_file.empty() || !settings.person.empty()) {
    absl::StatusOr<std::string> token = MintToken(settings, clock);
    if (!token.ok()) return token.status();
    connection.token = *std::move(token);
  }
  if (settings.plaintext) return connection;
  connection.tls.emplace();
  absl::Status read = ReadPem(settings.ca_file, "--ca", "--ca FILE / CLEARBUDGET_CA", connection.tls->ca);
  if (read.ok() && !settings.certificate_file.empty()) {
    read = ReadPem(settings.certificate_file, "--certificate", "", connection.tls->certificate);
    if (read.ok()) {
      read = ReadPem(settings.certificate_key_file, "--certificate-key", "", connection.tls->certificate_key);
    }
  }
  if (!read.ok()) return read;
  return connection;
}

}  // namespace clearbudget::cli
