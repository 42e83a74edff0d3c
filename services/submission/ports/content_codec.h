#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

// Reads and writes the stored form of contents and lines. Errors of reading: DATA_LOSS.
class ContentCodec {
 public:
  virtual ~ContentCodec() = default;

  // A content that states nothing.
  virtual facts::Record EmptyContent() const = 0;
  // Without its lines, which are stored one by one.
  virtual std::string EncodeContent(const facts::Record& content) const = 0;
  virtual std::string EncodeLine(const facts::Record& line) const = 0;
  // A frozen content, or a draft's with its lines.
  virtual absl::StatusOr<facts::Record> Decode(const std::string& content,
                                               const std::vector<StoredLine>& lines) const = 0;
  // The parts of a revision: the content first, then the lines in order.
  virtual std::vector<ContentPart> Freeze(const std::string& content,
                                          const std::vector<StoredLine>& lines) const = 0;
  // The lines of a part.
  virtual absl::StatusOr<std::vector<StoredLine>> LinesOf(const ContentPart& part) const = 0;
};

}  // namespace clearbudget::submission
