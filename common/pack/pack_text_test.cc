#include "common/pack/pack_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/pack/pack_digest.h"
#include "common/pack/resolver.h"

namespace clearbudget::pack {
namespace {

using ::testing::HasSubstr;

struct BadText {
  const char* what;
  const char* text;
  const char* said;
};

TEST(PackText, RefusesWhatACarefulAuthorWouldNotWrite) {
  const BadText cases[] = {
      {"an unknown field", "id: \"a\"\ncolour: \"red\"", "f.textproto:2"},
      {"a field twice", "id: \"a\"\nid: \"b\"", "f.textproto:2"},
      {"an octal number", "first_year: 02020", "'02020' is given"},
      {"a hexadecimal number", "first_year: 0x10", "'0x10' is given"},
      {"two rules of one id", "rules {id: \"r\"}\nrules {id: \"r\"}",
       "f.textproto:2: rules 'r' stands at f.textproto:1"},
      {"a list without an id", "lists {title: \"t\"}", "lists without an id"},
      {"a text that is not UTF-8", "id: \"\\377\"", "UTF-8"},
      {"an unclosed message", "rules {", "f.textproto:1"},
  };
  for (const BadText& c : cases) {
    const absl::StatusOr<PackText> read = ReadPackText("f.textproto", c.text);
    ASSERT_FALSE(read.ok()) << c.what;
    EXPECT_THAT(std::string(read.status().message()), HasSubstr(c.said)) << c.what;
  }
}

TEST(PackText, FilesOfOnePackMayNotStateTheSameThing) {
  PackText whole = *ReadPackText("a.textproto", "id: \"a\" rules {id: \"r\"}");
  EXPECT_FALSE(MergePackText(*ReadPackText("b.textproto", "rules {id: \"r\"}"), whole).ok());
  EXPECT_FALSE(MergePackText(*ReadPackText("c.textproto", "id: \"a\""), whole).ok());
  EXPECT_TRUE(MergePackText(*ReadPackText("d.textproto", "rules {id: \"s\"}"), whole).ok());
  EXPECT_EQ(whole.content.rules_size(), 2);
}

absl::StatusOr<ResolvedText> ResolveTexts(const std::string& id,
                                          const std::map<std::string, std::string>& packs) {
  return Resolve(id, [&](const std::string& wanted) -> absl::StatusOr<PackText> {
    const auto found = packs.find(wanted);
    if (found == packs.end()) return absl::NotFoundError("no pack " + wanted);
    return ReadPackText(wanted + ".textproto", found->second);
  });
}

constexpr char kBase[] = R"(id: "base" not_stated_text: "n"
  lists {id: "l" entries {code: "a" name: "A"} entries {code: "b" name: "B"}}
  rules {id: "r" severity: SEVERITY_WARNING} rules {id: "s" severity: SEVERITY_ERROR})";

TEST(Resolver, AChildAddsTightensAndWaives) {
  const auto resolved = ResolveTexts("child", {{"base", kBase}, {"child", R"(id: "child" parent: "base"
    list_additions {id: "l" entries {code: "b" name: "Bee"} entries {code: "c" name: "C"}}
    rule_changes {rule_id: "r" tightened_severity: SEVERITY_ERROR reason: "why"}
    rule_changes {rule_id: "s" waived: true reason: "why"}
    rules {id: "t" severity: SEVERITY_ERROR})"}});
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  EXPECT_THAT(resolved->ancestors, testing::ElementsAre("base"));
  EXPECT_EQ(resolved->content.not_stated_text(), "n");
  ASSERT_EQ(resolved->content.lists(0).entries_size(), 3);
  EXPECT_EQ(resolved->content.lists(0).entries(1).name(), "Bee");
  ASSERT_EQ(resolved->content.rules_size(), 2);
  EXPECT_EQ(resolved->content.rules(0).severity(), clearbudget::type::v1::SEVERITY_ERROR);
  EXPECT_EQ(resolved->content.rules(1).id(), "t");
  EXPECT_EQ(resolved->content.rule_changes_size(), 0);
}

TEST(Resolver, RefusesWhatDoesNotFitTheParent) {
  const std::pair<const char*, const char*> cases[] = {
      {"rules {id: \"r\"}", "rules 'r'"},
      {"rule_changes {rule_id: \"x\" waived: true reason: \"w\"}", "no such rule"},
      {"rule_changes {rule_id: \"s\" tightened_severity: SEVERITY_WARNING reason: \"w\"}",
       "at least as grave"},
      {"rule_changes {rule_id: \"s\" waived: true}", "a reason is expected"},
      {"list_additions {id: \"x\"}", "no such list"},
  };
  for (const auto& [text, said] : cases) {
    const auto resolved = ResolveTexts(
        "child", {{"base", kBase}, {"child", std::string("id: \"child\" parent: \"base\" ") + text}});
    ASSERT_FALSE(resolved.ok()) << text;
    EXPECT_THAT(std::string(resolved.status().message()), HasSubstr(said)) << text;
  }
}

TEST(Resolver, RefusesParentsInACircle) {
  const auto resolved =
      ResolveTexts("a", {{"a", "id: \"a\" parent: \"b\""}, {"b", "id: \"b\" parent: \"a\""}});
  ASSERT_FALSE(resolved.ok());
  EXPECT_THAT(std::string(resolved.status().message()), HasSubstr("stands on itself"));
}

TEST(PackDigest, IsOverTheCanonicalForm) {
  v1::Pack pack;
  pack.set_id("x");
  pack.set_first_year(2020);
  pack.add_lists()->set_title("a\"\n");
  EXPECT_EQ(CanonicalPackJson(pack), R"({"first_year":2020,"id":"x","lists":[{"title":"a\"\n"}]})");
  const std::string before = PackDigest(pack);
  pack.set_first_year(2021);
  EXPECT_NE(PackDigest(pack), before);
}

}  // namespace
}  // namespace clearbudget::pack
