// The program as a test runs it: with its own files, a clock that moves only while it pauses, and the output
// kept.
#pragma once

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "common/identity/signing_key.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temporary_directory.h"
#include "gtest/gtest.h"
#include "services/cli/run.h"

namespace clearbudget::cli {

struct Ended {
  int code;
  std::string out;
  std::string error;
};

class Program {
 public:
  // The gateway may be an address where nobody listens; its certificate comes from the authority.
  Program(std::string gateway, const std::string& ca_pem)
      : gateway_(std::move(gateway)), clock_(std::chrono::system_clock::now()) {
    EXPECT_TRUE(identity::GenerateKeys(folder_.File("private.pem"), folder_.File("public.pem")).ok());
    Write("ca.pem", ca_pem);
    Write("people.yaml",
          "people:\n  - {name: li, subject: \"person:li\", person: 李示例, region: regions/990101, "
          "roles: [finance_budget_reviewer]}\n");
  }

  // The path of the file.
  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.File(name), std::ios::binary) << text;
    return folder_.File(name);
  }

  Ended Run(const std::vector<std::string>& words) {
    std::ostringstream out;
    std::ostringstream error;
    const Machine machine{.clock = clock_,
                          .pause = [this](std::chrono::milliseconds time) { clock_.Advance(time); },
                          .environment = [this](const std::string& name) { return Variable(name); }};
    const int code = cli::Run(words, machine, {.out = out, .error = error});
    return {code, out.str(), error.str()};
  }

  const std::string& folder() const { return folder_.path(); }

 private:
  std::optional<std::string> Variable(const std::string& name) {
    if (name == "CLEARBUDGET_GATEWAY") return gateway_;
    if (name == "CLEARBUDGET_PEOPLE") return folder_.File("people.yaml");
    if (name == "CLEARBUDGET_KEY") return folder_.File("private.pem");
    if (name == "CLEARBUDGET_CA") return folder_.File("ca.pem");
    if (name == "CLEARBUDGET_AS") return "li";
    return std::nullopt;
  }

  std::string gateway_;
  testing::TemporaryDirectory folder_;
  testing::FakeClock clock_;
};

}  // namespace clearbudget::cli
