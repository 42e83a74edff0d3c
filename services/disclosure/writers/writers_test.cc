#include <string>

#include "common/typography/glyph.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/disclosure/testing/golden_file.h"
#include "services/disclosure/testing/sample_document.h"
#include "services/disclosure/writers/html_table.h"
#include "services/disclosure/writers/html_text.h"
#include "services/disclosure/writers/text_table.h"
#include "services/disclosure/writers/writer_table.h"

namespace clearbudget::disclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Writers, WriteTheSampleAsItWasRead) {
  for (const Writer& writer : Writers()) {
    absl::StatusOr<std::string> written = writer.write(SampleDocument());
    ASSERT_TRUE(written.ok()) << writer.id << ": " << written.status();
    const std::string path = "services/disclosure/testing/golden/sample" + std::string(writer.suffix);
    EXPECT_EQ(*written, GoldenFile(path, *written)) << path;
  }
}

TEST(Writers, AreFoundByIdInOrder) {
  std::string before;
  for (const Writer& writer : Writers()) {
    EXPECT_LT(before, writer.id);
    EXPECT_EQ(FindWriter(writer.id), &writer);
    before = writer.id;
  }
  EXPECT_EQ(FindWriter("docx"), nullptr);
}

TEST(Writers, NameTheTableThatDoesNotFit) {
  Document document;
  Table table;
  table.key = "three_public";
  table.columns = {Column(), Column()};
  table.body = {{{Cell()}, false}};
  document.opening = {table};
  for (const Writer& writer : Writers()) {
    absl::StatusOr<std::string> written = writer.write(document);
    EXPECT_EQ(written.status().code(), absl::StatusCode::kInvalidArgument) << writer.id;
    EXPECT_THAT(std::string(written.status().message()), HasSubstr("table three_public: row 1")) << writer.id;
  }
}

TEST(TextWriter, KeepsWithinAHundredColumns) {
  const std::string text = *FindWriter("text")->write(SampleDocument());
  for (size_t start = 0; start < text.size();) {
    const size_t end = text.find('\n', start);
    EXPECT_LE(typography::DisplayWidth(text.substr(start, end - start)), 100)
        << text.substr(start, end - start);
    start = end + 1;
  }
}

Cell CellOf(std::string text) {
  Cell cell;
  cell.text = TextOf(std::move(text));
  return cell;
}

TEST(DrawTable, DrawsSpansWithBoxCharacters) {
  Table table;
  table.columns = {Column(), Column(), Column()};
  Cell tall = CellOf("甲");
  tall.row_span = 2;
  Cell broad = CellOf("合计");
  broad.column_span = 2;
  table.header = {{{tall, broad}, false}, {{CellOf("乙"), CellOf("丙")}, false}};
  table.body = {{{CellOf("1"), CellOf("2"), CellOf("3")}, false},
                {{CellOf("4"), CellOf("5"), CellOf("6")}, false}};
  EXPECT_THAT(*DrawTable(table, 40), ElementsAre("┌────┬─────────┐",  //
                                                 "│    │ 合计    │",  //
                                                 "│ 甲 ├────┬────┤",  //
                                                 "│    │ 乙 │ 丙 │",  //
                                                 "├────┼────┼────┤",  //
                                                 "│ 1  │ 2  │ 3  │",  //
                                                 "│ 4  │ 5  │ 6  │",  //
                                                 "└────┴────┴────┘"));
}

TEST(DrawTable, WrapsLongCellsAndRulesTheirRows) {
  Table table;
  table.columns = {Column{1, Alignment::kLeft}, Column{1, Alignment::kLeft}};
  table.body = {{{CellOf("办公及印刷费用"), CellOf("20,160.00")}, false},
                {{CellOf("邮电费"), CellOf("0")}, false}};
  EXPECT_THAT(*DrawTable(table, 28), ElementsAre("┌──────────────┬───────────┐",  //
                                                 "│ 办公及印刷费 │ 20,160.00 │",  //
                                                 "│ 用           │           │",  //
                                                 "├──────────────┼───────────┤",  //
                                                 "│ 邮电费       │ 0         │",  //
                                                 "└──────────────┴───────────┘"));
}

TEST(DrawTable, IsWiderThanThePageRatherThanBreakingAFigure) {
  Table table;
  table.columns = {Column()};
  table.body = {{{CellOf("1,890,824.46")}, false}};
  EXPECT_THAT(*DrawTable(table, 8), ElementsAre("┌────────────┐", "│1,890,824.46│", "└────────────┘"));
}

TEST(HtmlText, EscapesEverythingThatIsMarkup) {
  EXPECT_EQ(EscapeHtml("<a href=\"x\">&'</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(EscapeHtml("a\x01"
                       "b"),
            "a\uFFFDb");
  const Text text = {TextRun{"1\n<2>", std::nullopt},
                     TextRun{"3.00", Figure{"lines[0].amount", "3.00", "元"}}};
  EXPECT_EQ(HtmlOf(text),
            "1<br>&lt;2&gt;<data value=\"3.00\" data-fact=\"lines[0].amount\" data-unit=\"元\">3.00</data>");
}

TEST(HtmlTable, NamesItsRegionAndScopesItsHeadings) {
  Table table;
  table.key = "t";
  table.id = "table-t";
  table.title = "表";
  table.columns = {Column(), Column()};
  Cell head = CellOf("项目");
  head.header = true;
  table.header = {{{head, head}, false}};
  table.body = {{{head, CellOf("1")}, false}};
  const std::string html = *HtmlTable(table);
  EXPECT_THAT(html, HasSubstr("role=\"region\" tabindex=\"0\" aria-labelledby=\"name-table-t\""));
  EXPECT_THAT(html, HasSubstr("<thead>\n<tr><th scope=\"col\">项目</th>"));
  EXPECT_THAT(html, HasSubstr("<tr><th scope=\"row\">项目</th><td>1</td></tr>"));
}

TEST(HtmlWriter, LoadsNothing) {
  const std::string html = *FindWriter("html")->write(SampleDocument());
  for (const char* loader : {"http://", "https://", "src=", "@import", "url(", "<script", "<link"}) {
    EXPECT_THAT(html, Not(HasSubstr(loader)));
  }
}

}  // namespace
}  // namespace clearbudget::disclosure
