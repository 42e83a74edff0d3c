// A small catalogue with a record of every kind, for the tests of this module.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "common/facts/record.h"

namespace clearbudget::facts {

class SampleTest : public testing::Test {
 protected:
  SampleTest() : line_(catalogue_.Add("Line")), note_(catalogue_.Add("Note")), root_(catalogue_.Add("Root")) {
    Add(line_, {.name = "function", .kind = Kind::kCode, .key = true});
    Add(line_, {.name = "year", .kind = Kind::kInteger, .key = true});
    Add(line_, {.name = "amount", .kind = Kind::kAmount, .unit = "元"});
    Add(line_, {.name = "remark", .kind = Kind::kText, .internal = true});
    Add(note_, {.name = "text", .kind = Kind::kText});
    Add(root_, {.name = "title", .kind = Kind::kText});
    Add(root_, {.name = "lines", .kind = Kind::kRecordList, .record = line_});
    Add(root_, {.name = "notes", .kind = Kind::kRecordList, .record = note_});
    Add(root_, {.name = "main", .kind = Kind::kRecord, .record = line_});
    Add(root_, {.name = "share", .kind = Kind::kNumber});
    Add(root_, {.name = "day", .kind = Kind::kDate});
    Add(root_, {.name = "empty_table", .kind = Kind::kBool});
    Add(root_, {.name = "secret", .kind = Kind::kRecord, .record = note_, .internal = true});
    Add(root_, {.name = "create_time", .kind = Kind::kText, .digested = false});
    catalogue_.SetRoot(root_);
  }

  Record Line(const std::string& function, const std::string& amount) const {
    Record line(*line_);
    if (!function.empty()) line.Set("function", Value(function));
    line.Set("amount", Value(money::Amount::FromYuanText(amount).value()));
    return line;
  }

  Record Note(const std::string& text) const {
    Record note(*note_);
    if (!text.empty()) note.Set("text", Value(text));
    return note;
  }

  Record Root() const { return Record(*root_); }

 private:
  static void Add(RecordType* type, Field field) { ASSERT_TRUE(type->AddField(std::move(field)).ok()); }

  Catalogue catalogue_;
  RecordType* line_;
  RecordType* note_;
  RecordType* root_;
};

}  // namespace clearbudget::facts
