#include "common/trail_export/effect_text.h"

#include <algorithm>

#include "common/trail_export/json_line_reader.h"
#include "common/trail_export/json_line_writer.h"

namespace clearbudget::trail_export {
namespace {

// The same members for the reader and the writer, which have the same methods.
template <typename Line, typename Effect>
void Members(Line& line, Effect& effect) {
  line.Number("count", effect.count);
  line.Objects("changes", effect.changes, [](Line& inner, auto& change) {
    inner.Text("path", change.path);
    inner.OptionalText("before", change.before);
    inner.OptionalText("after", change.after);
  });
}

std::string Written(const ports::Effect& effect) {
  JsonLineWriter line;
  Members(line, effect);
  std::string text = line.Finish();
  text.pop_back();  // The line feed.
  return text;
}

}  // namespace

std::string EffectText(const ports::Effect& effect) {
  if (effect.count == 0) return "";
  std::string text = Written(effect);
  if (text.size() <= kLongestEffectText) return text;
  ports::Effect shorter = effect;
  while (text.size() > kLongestEffectText) {
    const std::size_t fitting = shorter.changes.size() * kLongestEffectText / text.size();
    shorter.changes.resize(std::min(fitting, shorter.changes.size() - 1));
    text = Written(shorter);
  }
  return text;
}

std::optional<ports::Effect> EffectFromText(std::string_view text) {
  ports::Effect effect;
  if (text.empty()) return effect;
  JsonLineReader line(text);
  Members(line, effect);
  line.Finish();
  if (line.violation().has_value()) return std::nullopt;
  return effect;
}

}  // namespace clearbudget::trail_export
