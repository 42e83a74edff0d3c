#include "services/disclosure/domain/table_grid.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::disclosure {
namespace {

using ::testing::HasSubstr;

Cell Spanning(int columns, int rows) {
  Cell cell;
  cell.column_span = columns;
  cell.row_span = rows;
  return cell;
}

TEST(TableGrid, PlacesCellsBesideSpansFromAbove) {
  const std::vector<Row> rows = {{{Spanning(1, 2), Spanning(2, 1)}, false}, {{Cell(), Cell()}, false}};
  absl::StatusOr<TableGrid> grid = TableGrid::Make(rows, 3);
  ASSERT_TRUE(grid.ok()) << grid.status();
  EXPECT_EQ(grid->IndexAt(0, 0), grid->IndexAt(1, 0));
  EXPECT_EQ(grid->IndexAt(0, 1), grid->IndexAt(0, 2));
  EXPECT_EQ(grid->cells()[2].column, 1);
  EXPECT_EQ(grid->cells()[3].column, 2);
}

TEST(TableGrid, AllowsRowsThatSpansFill) {
  const std::vector<Row> rows = {{{Spanning(2, 2)}, false}, {{}, false}};
  EXPECT_TRUE(TableGrid::Make(rows, 2).ok());
  EXPECT_TRUE(TableGrid::Make({}, 2).ok());
}

TEST(TableGrid, RefusesWhatDoesNotFit) {
  struct Case {
    const char* name;
    std::vector<Row> rows;
    const char* message;
  };
  const std::vector<Case> cases = {
      {"too few cells", {{{Cell()}, false}}, "row 1: nothing fills column 2"},
      {"too many cells", {{{Cell(), Cell(), Cell()}, false}}, "row 1: its cells need more than 2"},
      {"span over the edge", {{{Cell(), Spanning(2, 1)}, false}}, "row 1: its cells need more than 2"},
      {"span below the end", {{{Cell(), Spanning(1, 2)}, false}}, "row 1: a cell spans 2 rows"},
      {"overlap",
       {{{Cell(), Spanning(1, 2)}, false}, {{Spanning(2, 1)}, false}},
       "row 2: a cell overlaps another one in column 2"},
      {"no span", {{{Spanning(0, 1), Cell()}, false}}, "row 1: a cell spans nothing"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(std::string(TableGrid::Make(c.rows, 2).status().message()), HasSubstr(c.message)) << c.name;
  }
}

}  // namespace
}  // namespace clearbudget::disclosure
