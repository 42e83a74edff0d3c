#pragma once

#include <string>

namespace clearbudget::submission {

// Where an exchanged object comes from. Each part is empty where unknown.
struct SourceReference {
  std::string source_system;
  std::string external_id;
  std::string document_number;
  std::string document_title;

  bool operator==(const SourceReference&) const = default;
};

}  // namespace clearbudget::submission
