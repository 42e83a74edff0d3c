#include "services/performance/testing/shipped_schemes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "common/pack/pack_text.h"
#include "services/performance/conversion/scheme_message.h"

namespace clearbudget::performance {
namespace {

std::string TextOf(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

pack::v1::Pack ShippedPack() {
  pack::PackText whole;
  for (const char* name : {"pack.textproto", "schemes.textproto"}) {
    const auto part =
        pack::ReadPackText(name, TextOf(std::string(CLEARBUDGET_SOURCE_DIR "/deploy/packs/cn-base/") + name));
    EXPECT_TRUE(part.ok()) << part.status();
    if (!part.ok()) continue;
    EXPECT_TRUE(pack::MergePackText(*part, whole).ok());
  }
  return whole.content;
}

std::shared_ptr<const Schemes> ShippedSchemes() {
  auto schemes = Schemes::Make(SchemesFrom(ShippedPack()));
  EXPECT_TRUE(schemes.ok()) << schemes.status();
  return schemes.ok() ? *std::move(schemes) : nullptr;
}

}  // namespace clearbudget::performance
