// Properties that hold for every content: nothing is lost or added between message, record and JSON, and the
// digest does not depend on the order of keyed lists.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/contract/catalogue_builder.h"
#include "common/contract/document_reader.h"
#include "common/contract/json_writer.h"
#include "common/contract/message_schema.h"
#include "common/contract/reader.h"
#include "common/contract/writer.h"
#include "common/facts/canonical_json.h"
#include "common/facts/difference.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {
namespace {

using budget::v1::BudgetContent;
using google::protobuf::Message;

// Fills messages with values that the contract accepts.
class RandomFiller {
 public:
  explicit RandomFiller(unsigned seed) : random_(seed) {}

  void Fill(Message& message, int number) {
    for (const FieldSchema& field : SchemaOf(*message.GetDescriptor()).fields) {
      if (field.form == Form::kMessage) {
        FillMessages(message, field);
      } else if (field.key || field.required || random_() % 2 == 0) {
        FillScalar(message, field, number);
      }
    }
  }

  void Shuffle(Message& message) {
    const auto& reflection = *message.GetReflection();
    for (const FieldSchema& field : SchemaOf(*message.GetDescriptor()).fields) {
      if (field.form != Form::kMessage) continue;
      if (!field.repeated) {
        if (reflection.HasField(message, field.descriptor)) {
          Shuffle(*reflection.MutableMessage(&message, field.descriptor));
        }
        continue;
      }
      const int size = reflection.FieldSize(message, field.descriptor);
      for (int i = 0; i < size; ++i) {
        Shuffle(*reflection.MutableRepeatedMessage(&message, field.descriptor, i));
        if (field.message->keyed) {
          reflection.SwapElements(&message, field.descriptor, i,
                                  static_cast<int>(random_() % static_cast<unsigned>(size)));
        }
      }
    }
  }

 private:
  void FillMessages(Message& message, const FieldSchema& field) {
    const auto& reflection = *message.GetReflection();
    const int size = field.repeated ? static_cast<int>(random_() % 4) : static_cast<int>(random_() % 2);
    for (int i = 0; i < size; ++i) {
      Fill(field.repeated ? *reflection.AddMessage(&message, field.descriptor)
                          : *reflection.MutableMessage(&message, field.descriptor),
           i + 1);
    }
  }

  void FillScalar(Message& message, const FieldSchema& field, int number) {
    const auto& reflection = *message.GetReflection();
    const auto* descriptor = field.descriptor;
    switch (field.form) {
      case Form::kBool:
        return reflection.SetBool(&message, descriptor, random_() % 2 == 0);
      case Form::kInteger:
        return reflection.SetInt32(&message, descriptor, Within(field, number));
      case Form::kSymbol:
        return reflection.SetEnumValue(
            &message, descriptor,
            static_cast<int>(random_() % static_cast<unsigned>(descriptor->enum_type()->value_count())));
      case Form::kAmount:
      case Form::kNumber:
        return reflection.SetString(&message, descriptor,
                                    std::to_string(random_() % 100) + (random_() % 2 == 0 ? "" : ".5"));
      case Form::kCode:
        return reflection.SetString(&message, descriptor, "c" + std::to_string(number));
      case Form::kDate:
        return reflection.SetString(&message, descriptor, "2020-01-0" + std::to_string(number));
      default:
        return reflection.SetString(&message, descriptor, "文\"\\" + std::to_string(number));
    }
  }

  static int Within(const FieldSchema& field, int number) {
    const int64_t least = field.minimum ? field.minimum->unscaled() : 0;
    return static_cast<int>(least == 0 ? number : least - 1 + number);
  }

  std::mt19937 random_;
};

const facts::Catalogue& ContentCatalogue() {
  static const auto catalogue = BuildCatalogue(*BudgetContent::descriptor()).value();
  return *catalogue;
}

facts::Record ReadContent(const BudgetContent& content) {
  ViolationList violations;
  auto record = ReadRecord(content, ContentCatalogue(), violations);
  EXPECT_TRUE(record.has_value()) << violations.ToStatus() << violations.violations()[0].path;
  return *std::move(record);
}

TEST(RoundTripTest, RecordsKeepWhatMessagesState) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    BudgetContent content;
    RandomFiller(seed).Fill(content, 1);
    const facts::Record record = ReadContent(content);
    BudgetContent written;
    WriteRecord(record, written);
    const facts::Record again = ReadContent(written);
    ASSERT_EQ(record, again) << seed;
    ASSERT_TRUE(facts::Difference(record, again).empty());
    BudgetContent twice;
    WriteRecord(again, twice);
    ASSERT_EQ(twice.DebugString(), written.DebugString());
  }
}

TEST(RoundTripTest, JsonKeepsWhatMessagesState) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    BudgetContent content;
    RandomFiller(seed).Fill(content, 1);
    for (const Notation notation : {Notation::kJson, Notation::kYaml}) {
      // The JSON of a message is YAML too.
      BudgetContent read;
      const DocumentErrors errors = ReadDocument(WriteJson(content), notation, read);
      ASSERT_TRUE(errors.empty()) << errors.errors()[0].violation.path << WriteJson(content);
      ASSERT_EQ(read.DebugString(), content.DebugString());
    }
  }
}

TEST(RoundTripTest, TheCanonicalFormDoesNotDependOnTheOrderOfKeyedLists) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    BudgetContent content;
    RandomFiller filler(seed);
    filler.Fill(content, 1);
    const facts::Record record = ReadContent(content);
    filler.Shuffle(content);
    const facts::Record shuffled = ReadContent(content);
    ASSERT_EQ(facts::CanonicalJson(shuffled), facts::CanonicalJson(record)) << seed;
    ASSERT_TRUE(facts::Difference(record, shuffled).empty()) << seed;
  }
}

}  // namespace
}  // namespace clearbudget::contract
