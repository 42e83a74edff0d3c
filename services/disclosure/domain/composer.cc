#include "services/disclosure/domain/composer.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/disclosure/domain/figure_text.h"
#include "services/disclosure/domain/table_composer.h"

namespace clearbudget::disclosure {
namespace {

// Every line feed begins a new paragraph; only the first carries the number.
std::vector<Paragraph> SplitAtLineFeeds(std::string number, const Text& text) {
  std::vector<Paragraph> paragraphs = {{std::move(number), {}}};
  for (const TextRun& run : text) {
    for (size_t start = 0;;) {
      const size_t end = run.text.find('\n', start);
      std::string line = run.text.substr(start, end - start);
      if (!line.empty()) paragraphs.back().text.push_back({std::move(line), run.figure});
      if (end == std::string::npos) break;
      if (!paragraphs.back().text.empty()) paragraphs.emplace_back();
      start = end + 1;
    }
  }
  if (paragraphs.size() > 1 && paragraphs.back().text.empty()) paragraphs.pop_back();
  return paragraphs;
}

class OutlineComposer {
 public:
  explicit OutlineComposer(Composition& composition) : composition_(composition) {}

  absl::StatusOr<Section> Compose(const Outline& outline) {
    const rules::Scope root = composition_.evaluation.RootScope();
    Section whole;
    whole.id = composition_.document.UniqueId(outline.id);
    if (outline.title.has_value()) {
      const rules::Rendered title = Render(*outline.title, root);
      whole.heading = TextOf(title.Text());
    }
    place_ = PlainText(whole.heading);
    SiblingCounter counter;
    AddBlocks(outline.opening, root, counter, whole.blocks);
    AddSections(outline.sections, root, whole.sections);
    if (!status_.ok()) return status_;
    return whole;
  }

 private:
  rules::Rendered Render(const rules::Template& text, const rules::Scope& scope) {
    return text.Render(composition_.evaluation, scope, composition_.wording.not_stated);
  }

  void AddSections(const std::vector<OutlineSection>& outlines, const rules::Scope& scope,
                   std::vector<Section>& sections) {
    SiblingCounter counter;
    for (const OutlineSection& outline : outlines) {
      composition_.evaluation.ForEach(outline.scope, scope, [&](const rules::Scope& inner) {
        if (!Holds(outline.when, composition_, inner)) return;
        sections.push_back(ComposeSection(outline, inner, counter.Next(outline.numbering)));
      });
    }
  }

  Section ComposeSection(const OutlineSection& outline, const rules::Scope& scope, std::string number) {
    Section section;
    section.id = composition_.document.UniqueId(outline.id);
    section.number = std::move(number);
    if (outline.heading.has_value()) {
      section.heading = TextOfPieces(Render(*outline.heading, scope));
    }
    place_ = section.number + PlainText(section.heading);
    SiblingCounter counter;
    AddBlocks(outline.blocks, scope, counter, section.blocks);
    AddSections(outline.sections, scope, section.sections);
    return section;
  }

  void AddBlocks(const std::vector<OutlineBlock>& outlines, const rules::Scope& scope,
                 SiblingCounter& counter, std::vector<Block>& blocks) {
    for (const OutlineBlock& outline : outlines) {
      SiblingCounter of_list;
      SiblingCounter& own = outline.repeated ? of_list : counter;
      composition_.evaluation.ForEach(outline.scope, scope, [&](const rules::Scope& inner) {
        if (Holds(outline.when, composition_, inner)) AddBlock(outline, inner, own, blocks);
      });
    }
  }

  // A block that turns out to hold nothing takes no number.
  void AddBlock(const OutlineBlock& outline, const rules::Scope& scope, SiblingCounter& counter,
                std::vector<Block>& blocks) {
    if (const auto* sentence = std::get_if<rules::Sentence>(&outline.content)) {
      AddParagraphs(outline, *sentence, scope, counter, blocks);
    } else if (const auto* heading = std::get_if<OutlineHeading>(&outline.content)) {
      Text text = TextOfPieces(Render(heading->text, scope));
      if (!text.empty()) blocks.push_back(MinorHeading{counter.Next(outline.numbering), std::move(text)});
    } else if (const auto* note = std::get_if<OutlineNote>(&outline.content)) {
      Text text = TextOfPieces(Render(note->text, scope));
      if (!text.empty()) blocks.push_back(Note{std::move(text)});
    } else if (const auto* table = std::get_if<std::shared_ptr<const OutlineTable>>(&outline.content)) {
      AddTable(outline, **table, scope, counter, blocks);
    } else if (const auto* group = std::get_if<std::vector<OutlineBlock>>(&outline.content)) {
      AddGroup(outline, *group, scope, counter, blocks);
    }
  }

  void AddParagraphs(const OutlineBlock& outline, const rules::Sentence& sentence, const rules::Scope& scope,
                     SiblingCounter& counter, std::vector<Block>& blocks) {
    const rules::Rendered rendered = sentence.Render(composition_.evaluation, scope);
    const Text text = TextOfPieces(rendered);
    if (text.empty()) return;
    for (const rules::Piece& piece : rendered.pieces) {
      if (!piece.slot || piece.stated) continue;
      composition_.document.AddMissing(fmt::format("{}：{}", place_, piece.fact));
    }
    for (Paragraph& paragraph : SplitAtLineFeeds(counter.Next(outline.numbering), text)) {
      blocks.push_back(std::move(paragraph));
    }
  }

  void AddTable(const OutlineBlock& outline, const OutlineTable& of_pack, const rules::Scope& scope,
                SiblingCounter& counter, std::vector<Block>& blocks) {
    absl::StatusOr<std::optional<Table>> table = ComposeTable(of_pack, scope, composition_);
    if (!table.ok()) {
      if (status_.ok()) status_ = table.status();
    } else if (table->has_value()) {
      (*table)->number = counter.Next(outline.numbering);
      blocks.push_back(**std::move(table));
    }
  }

  // A group of a list counts its blocks anew for each record; the group's own number stands at its first
  // block.
  void AddGroup(const OutlineBlock& outline, const std::vector<OutlineBlock>& group,
                const rules::Scope& scope, SiblingCounter& counter, std::vector<Block>& blocks) {
    const size_t first = blocks.size();
    SiblingCounter of_record;
    AddBlocks(group, scope, outline.repeated ? of_record : counter, blocks);
    if (blocks.size() == first || outline.numbering.empty()) return;
    std::visit(
        [&](auto& block) {
          if constexpr (requires { block.number; })
            block.number = counter.Next(outline.numbering) + block.number;
        },
        blocks[first]);
  }

  Composition& composition_;
  std::string place_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<Section> ComposeOutline(const Outline& outline, Composition& composition) {
  return OutlineComposer(composition).Compose(outline);
}

}  // namespace clearbudget::disclosure
