#include "services/disclosure/writers/writer_table.h"

#include <array>

#include "services/disclosure/writers/html_writer.h"
#include "services/disclosure/writers/text_writer.h"

namespace clearbudget::disclosure {
namespace {

constexpr std::array<Writer, 2> kWriters = {{
    {"html", "text/html; charset=utf-8", ".html", &WriteHtml},
    {"text", "text/plain; charset=utf-8", ".txt", &WriteText},
}};

}  // namespace

std::span<const Writer> Writers() {
  return kWriters;
}

const Writer* FindWriter(std::string_view id) {
  for (const Writer& writer : kWriters) {
    if (writer.id == id) return &writer;
  }
  return nullptr;
}

}  // namespace clearbudget::disclosure
