// The document tree: what a statement says and how its parts stand to each other, whatever format it is
// written in. The composer makes it, the writers only read it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace clearbudget::disclosure {

// Which fact a printed figure is, so that a reader or a program can trace it.
struct Figure {
  std::string fact;  // The path of the fact, or the expression that derives it.
  std::string
      value;  // The exact value in canonical text, such as "516000.00"; what is printed may be grouped.
  std::string unit;  // The unit of `value`, such as "元"; empty for none.
};

// A piece of text; a figure where it prints one. A line feed in the text is a line break.
struct TextRun {
  std::string text;
  std::optional<Figure> figure;
};
using Text = std::vector<TextRun>;

Text TextOf(std::string text);
std::string PlainText(const Text& text);

struct Paragraph {
  std::string number;  // Such as "（一）"; empty where the paragraph is not numbered. The same below.
  Text text;
};

// A heading in the running text that has no section of its own.
struct MinorHeading {
  std::string number;
  Text text;
};

// A remark, such as the one that explains an empty table.
struct Note {
  Text text;
};

enum class Alignment { kLeft, kCenter, kRight };

struct Cell {
  Text text;
  int column_span = 1;
  int row_span = 1;
  std::optional<Alignment> alignment;  // Absent: left.
  bool header = false;                 // Heads a column or a row.
  bool missing = false;                // Shows that its data are missing.
};

struct Row {
  std::vector<Cell> cells;  // From the left; slots that a row span above fills have no cell of their own.
  bool total = false;
};

struct Column {
  int width = 1;  // Its share of the table's width.
  Alignment alignment = Alignment::kLeft;
};

// Header and body fill their rows exactly (see table_grid.h); no span crosses from one to the other.
struct Table {
  std::string key;  // As in the pack.
  std::string id;   // Unique in the document.
  std::string number;
  std::string title;
  // The line of facts above the table, such as who made it and the unit of its amounts: from the left to the
  // right edge; a single one stands at the right.
  std::vector<Text> captions;
  std::vector<Column> columns;  // At least one.
  std::vector<Row> header;
  std::vector<Row> body;
  std::vector<Text> notes;
};

using Block = std::variant<Paragraph, MinorHeading, Note, Table>;

struct Section {
  std::string id;  // Unique in the document.
  std::string number;
  Text heading;
  std::vector<Block> blocks;
  std::vector<Section> sections;
};

// A line of what the document rests on, such as the digest of its content.
struct OriginEntry {
  std::string label;
  std::string value;
};

struct Document {
  std::string title;
  std::string banner;  // Stands over everything, such as the mark of invented data; empty for none.
  std::vector<Block> opening;
  std::vector<Section> sections;
  std::vector<Section> annexes;
  std::vector<OriginEntry> origin;
};

}  // namespace clearbudget::disclosure
