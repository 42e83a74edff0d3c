#include "common/classification/classification_problems.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::classification {
namespace {

using testing::HasSubstr;

struct Case {
  std::string name;
  ClassificationSource source;
  std::vector<std::string> messages;
};

TEST(ClassificationProblemsTest, NamesEveryProblem) {
  const Case cases[] = {
      {"sound", {.id = "f", .level_lengths = {3, 5}, .entries = {{.code = "201", .name = "a"}}}, {}},
      {"empty list", {.id = "f"}, {}},
      {"no id", {}, {"has no id"}},
      {"levels",
       {.id = "f", .level_lengths = {5, 3, 3}},
       {"level length 3 after 5", "level length 3 after 3"}},
      {"no level", {.id = "f", .level_lengths = {0}}, {"level length 0"}},
      {"length",
       {.id = "f", .level_lengths = {3, 5}, .entries = {{.code = "2010", .name = "a"}}},
       {"code 2010 has the length of no level"}},
      {"prefix",
       {.id = "f", .level_lengths = {3, 5}, .entries = {{.code = "20101", .name = "a", .parent = "202"}}},
       {"names the parent 202; its prefix is \"201\""}},
      {"empty code and name", {.id = "f", .entries = {{}}}, {"expected printable ASCII", "has no name"}},
      {"full width", {.id = "f", .entries = {{.code = "２０１", .name = "a"}}}, {"expected printable ASCII"}},
      {"years",
       {.id = "f", .entries = {{.code = "A", .name = "a", .valid_from = 2020, .valid_to = 2019}}},
       {"holds from 2020 to 2019"}},
      {"overlap",
       {.id = "f",
        .entries = {{.code = "A", .name = "a", .valid_to = 2020},
                    {.code = "A", .name = "b", .valid_from = 2020}}},
       {"two entries for the same year"}},
      {"parent",
       {.id = "f", .entries = {{.code = "A", .name = "a", .parent = "B"}}},
       {"has the parent B, which is not listed"}},
      {"own parent",
       {.id = "f", .entries = {{.code = "A", .name = "a", .parent = "A"}}},
       {"A lies under itself"}},
      {"circle",
       {.id = "f",
        .entries = {{.code = "A", .name = "a", .parent = "B"},
                    {.code = "B", .name = "b", .parent = "A"},
                    {.code = "C", .name = "c", .parent = "A"}}},
       {"A lies under itself", "B lies under itself"}},
      {"pattern", {.id = "f", .patterns = {"D{3}", "?"}}, {"code pattern \"?\""}},
  };
  for (const Case& c : cases) {
    const std::vector<ClassificationProblem> problems = FindProblems(c.source);
    ASSERT_EQ(problems.size(), c.messages.size()) << c.name;
    for (size_t i = 0; i < problems.size(); ++i)
      EXPECT_THAT(problems[i].message, HasSubstr(c.messages[i])) << c.name;
    EXPECT_EQ(ClassificationList::Build(c.source).ok(), c.messages.empty()) << c.name;
  }
}

TEST(ClassificationProblemsTest, SaysWhichEntry) {
  const ClassificationSource source{.id = "f", .entries = {{.code = "A", .name = "a"}, {.code = "B"}}};
  const std::vector<ClassificationProblem> problems = FindProblems(source);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].entry, 1u);
  EXPECT_EQ(FindProblems({})[0].entry, std::nullopt);
}

}  // namespace
}  // namespace clearbudget::classification
