#pragma once

#include "common/facts/catalogue.h"
#include "services/submission/ports/content_codec.h"

namespace clearbudget::submission {

// Contents and lines as bytes of their messages.
class ProtoContentCodec final : public ContentCodec {
 public:
  // The catalogue of BudgetContent; it must outlive the codec.
  explicit ProtoContentCodec(const facts::Catalogue& catalogue) : catalogue_(catalogue) {}

  facts::Record EmptyContent() const override;
  std::string EncodeContent(const facts::Record& content) const override;
  std::string EncodeLine(const facts::Record& line) const override;
  absl::StatusOr<facts::Record> Decode(const std::string& content,
                                       const std::vector<StoredLine>& lines) const override;
  std::vector<ContentPart> Freeze(const std::string& content,
                                  const std::vector<StoredLine>& lines) const override;
  absl::StatusOr<std::vector<StoredLine>> LinesOf(const ContentPart& part) const override;

 private:
  const facts::Catalogue& catalogue_;
};

}  // namespace clearbudget::submission
