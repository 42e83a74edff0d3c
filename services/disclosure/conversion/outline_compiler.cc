#include "services/disclosure/conversion/outline_compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "services/disclosure/conversion/compile_context.h"
#include "services/disclosure/conversion/table_compiler.h"

namespace clearbudget::disclosure {
namespace {

namespace v1 = clearbudget::pack::v1;

template <typename Blocks>
std::vector<OutlineBlock> CompileBlocks(const Blocks& sources, const rules::ScopeType& scope,
                                        const std::string& place, CompileContext& context);

std::optional<rules::Sentence> CompileParagraph(const v1::Paragraph& paragraph, const rules::ScopeType& scope,
                                                const std::string& place, CompileContext& context) {
  std::vector<rules::FragmentSource> fragments;
  for (const v1::Fragment& fragment : paragraph.fragments()) {
    fragments.push_back(
        {fragment.when(), fragment.each(), fragment.separator(), fragment.text(), fragment.not_stated()});
  }
  return context.Keep(rules::Sentence::Compile(context.vocabulary(), fragments, scope),
                      place + ", paragraph");
}

std::shared_ptr<const OutlineTable> CompileTableOf(const std::string& key, const rules::ScopeType& scope,
                                                   const std::string& place, CompileContext& context) {
  const auto& tables = context.pack().content().tables();
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const v1::Table& table) { return table.key() == key; });
  if (found == tables.end()) {
    context.AddProblem(place, fmt::format("the pack has no table '{}'", key));
    return nullptr;
  }
  return CompileTable(*found, scope, context);
}

// Absent where the content does not compile; the context knows why.
std::optional<decltype(OutlineBlock::content)> CompileContent(const v1::Block& source,
                                                              const rules::ScopeType& scope,
                                                              const std::string& place,
                                                              CompileContext& context) {
  switch (source.content_case()) {
    case v1::Block::kParagraph: {
      auto sentence = CompileParagraph(source.paragraph(), scope, place, context);
      if (!sentence.has_value()) return std::nullopt;
      return *std::move(sentence);
    }
    case v1::Block::kTable: {
      auto table = CompileTableOf(source.table(), scope, place, context);
      if (table == nullptr) return std::nullopt;
      return table;
    }
    case v1::Block::kGroup:
      return CompileBlocks(source.group().blocks(), scope, place, context);
    case v1::Block::kMinorHeading: {
      auto text = context.CompileTemplate(source.minor_heading(), scope, place + ", minor_heading");
      if (!text.has_value()) return std::nullopt;
      return OutlineHeading{*std::move(text)};
    }
    case v1::Block::kNote: {
      auto text = context.CompileTemplate(source.note(), scope, place + ", note");
      if (!text.has_value()) return std::nullopt;
      return OutlineNote{*std::move(text)};
    }
    case v1::Block::CONTENT_NOT_SET:
      break;
  }
  context.AddProblem(place, "the block holds nothing");
  return std::nullopt;
}

template <typename Blocks>
std::vector<OutlineBlock> CompileBlocks(const Blocks& sources, const rules::ScopeType& scope,
                                        const std::string& place, CompileContext& context) {
  std::vector<OutlineBlock> blocks;
  for (int b = 0; b < sources.size(); ++b) {
    const v1::Block& source = sources[b];
    const std::string here = fmt::format("{}, block {}", place, b + 1);
    OutlineBlock block;
    block.repeated = !source.each().empty();
    block.scope = context.Enter(scope, source.each(), here);
    block.when = context.CompileCondition(source.when(), block.scope, here + ", when");
    block.numbering = context.CompileNumbering(source.numbering(), here);
    auto content = CompileContent(source, block.scope, here, context);
    if (!content.has_value()) continue;
    block.content = *std::move(content);
    blocks.push_back(std::move(block));
  }
  return blocks;
}

template <typename Sections>
std::vector<OutlineSection> CompileSections(const Sections& sources, const rules::ScopeType& scope,
                                            const std::string& place, CompileContext& context) {
  std::vector<OutlineSection> sections;
  for (const v1::Section& source : sources) {
    const std::string here = fmt::format("{}, section {}", place, source.id());
    if (source.id().empty()) context.AddProblem(here, "a section needs an id");
    OutlineSection section;
    section.id = source.id();
    section.scope = context.Enter(scope, source.each(), here);
    section.when = context.CompileCondition(source.when(), section.scope, here + ", when");
    section.numbering = context.CompileNumbering(source.numbering(), here);
    section.heading = context.CompileTemplate(source.heading(), section.scope, here + ", heading");
    section.blocks = CompileBlocks(source.blocks(), section.scope, here, context);
    section.sections = CompileSections(source.sections(), section.scope, here, context);
    sections.push_back(std::move(section));
  }
  return sections;
}

}  // namespace

absl::StatusOr<Outline> CompileOutline(const v1::Outline& outline, const pack::CompiledPack& pack,
                                       const rules::Vocabulary& vocabulary) {
  CompileContext context(pack, vocabulary);
  const std::string place = fmt::format("{}, outline {}", pack.id(), outline.id());
  const rules::ScopeType root = vocabulary.RootScope();
  Outline compiled;
  compiled.id = outline.id();
  compiled.title = context.CompileTemplate(outline.title(), root, place + ", title");
  compiled.opening = CompileBlocks(outline.opening(), root, place + ", opening", context);
  compiled.sections = CompileSections(outline.sections(), root, place, context);
  if (context.problems().empty()) return compiled;
  return absl::InvalidArgumentError(fmt::format("{}", fmt::join(context.problems(), "\n")));
}

}  // namespace clearbudget::disclosure
