#include <fmt/format.h>
#include <yaml.h>

#include <string>
#include <vector>

#include "common/contract/notation.h"

namespace clearbudget::contract {
namespace {

constexpr size_t kMostKeyBytes = 1024;

// An event that is deleted with its block.
class Event {
 public:
  Event() = default;
  ~Event() { yaml_event_delete(&event_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  bool ParseFrom(yaml_parser_t& parser) { return yaml_parser_parse(&parser, &event_) == 1; }
  yaml_event_type_t type() const { return event_.type; }
  const yaml_event_t& raw() const { return event_; }
  Location location() const { return {event_.start_mark.line + 1, event_.start_mark.column + 1}; }

 private:
  yaml_event_t event_ = {};
};

// Turns the events of libyaml into those of the handler, and refuses what JSON has no word for.
class YamlParser {
 public:
  YamlParser(std::string_view text, NotationHandler& handler) : handler_(handler) {
    ready_ = yaml_parser_initialize(&parser_) == 1;
    if (!ready_) return;
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~YamlParser() {
    if (ready_) yaml_parser_delete(&parser_);
  }
  YamlParser(const YamlParser&) = delete;
  YamlParser& operator=(const YamlParser&) = delete;

  void Parse() {
    if (!ready_) {
      handler_.Broken({"", "足够的内存", "enough memory"}, {});
      return;
    }
    while (!done_) {
      Event event;
      if (!event.ParseFrom(parser_)) return BreakOnSyntax();
      Handle(event);
    }
  }

 private:
  // Where the parser stands within a mapping: every second node is a value.
  struct Level {
    bool mapping = false;
    bool expects_key = false;
  };

  void Handle(const Event& event) {
    switch (event.type()) {
      case YAML_DOCUMENT_START_EVENT:
        if (++documents_ > 1) Break("---", "只有一个文档", "a single document", event.location());
        return;
      case YAML_ALIAS_EVENT:
        return Break("*", "不使用别名（*）", "no aliases", event.location());
      case YAML_SCALAR_EVENT:
        return HandleScalar(event);
      case YAML_MAPPING_START_EVENT:
        return Open(event, true, event.raw().data.mapping_start.anchor, event.raw().data.mapping_start.tag);
      case YAML_SEQUENCE_START_EVENT:
        return Open(event, false, event.raw().data.sequence_start.anchor,
                    event.raw().data.sequence_start.tag);
      case YAML_MAPPING_END_EVENT:
        levels_.pop_back();
        return handler_.EndObject();
      case YAML_SEQUENCE_END_EVENT:
        levels_.pop_back();
        return handler_.EndList();
      case YAML_STREAM_END_EVENT:
        if (documents_ == 0) Break("", "一个文档", "a document", event.location());
        done_ = true;
        return;
      default:
        return;
    }
  }

  void HandleScalar(const Event& event) {
    const auto& scalar = event.raw().data.scalar;
    if (!Undecorated(scalar.anchor, scalar.tag, event.location())) return;
    const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
    if (ExpectsKey()) {
      levels_.back().expects_key = false;
      if (text.size() > kMostKeyBytes) return Break(text, "字段名", "a field name", event.location());
      return handler_.Key(text, event.location());
    }
    NodeDone();
    const bool plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
    handler_.Value({plain ? ScalarStyle::kPlain : ScalarStyle::kQuoted, text}, event.location());
  }

  void Open(const Event& event, bool mapping, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (!Undecorated(anchor, tag, event.location())) return;
    if (ExpectsKey()) return Break("", "单个字段名", "a single field name", event.location());
    if (levels_.size() == kDeepestNotation) {
      return Break("", fmt::format("嵌套不超过 {} 层", kDeepestNotation),
                   fmt::format("at most {} levels", kDeepestNotation), event.location());
    }
    NodeDone();
    levels_.push_back({.mapping = mapping, .expects_key = mapping});
    mapping ? handler_.BeginObject(event.location()) : handler_.BeginList(event.location());
  }

  bool Undecorated(const yaml_char_t* anchor, const yaml_char_t* tag, const Location& location) {
    if (anchor != nullptr) {
      Break(fmt::format("&{}", reinterpret_cast<const char*>(anchor)), "不使用锚点（&）", "no anchors",
            location);
    } else if (tag != nullptr) {
      Break(reinterpret_cast<const char*>(tag), "不使用标签（!）", "no tags", location);
    }
    return anchor == nullptr && tag == nullptr;
  }

  bool ExpectsKey() const { return !levels_.empty() && levels_.back().expects_key; }

  // The value of a key has come; the next node of the mapping is a key.
  void NodeDone() {
    if (!levels_.empty() && levels_.back().mapping) levels_.back().expects_key = true;
  }

  void Break(std::string_view given, std::string_view chinese, std::string_view english,
             const Location& location) {
    done_ = true;
    handler_.Broken({given, chinese, english}, location);
  }

  void BreakOnSyntax() {
    const std::string problem = parser_.problem == nullptr ? "" : parser_.problem;
    const auto& mark = parser_.problem_mark;
    Break(problem, "格式正确的 YAML（UTF-8）", "well-formed YAML in UTF-8", {mark.line + 1, mark.column + 1});
  }

  NotationHandler& handler_;
  yaml_parser_t parser_ = {};
  bool ready_ = false;
  bool done_ = false;
  int documents_ = 0;
  std::vector<Level> levels_;
};

}  // namespace

void ParseYaml(std::string_view text, NotationHandler& handler) {
  YamlParser(text, handler).Parse();
}

}  // namespace clearbudget::contract
