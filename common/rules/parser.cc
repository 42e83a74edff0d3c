#include "common/rules/parser.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "common/rules/lexer.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

using Tree = std::unique_ptr<Syntax>;
using Parsed = absl::StatusOr<Tree>;

constexpr std::array<std::string_view, 6> kComparisons = {"==", "!=", "<", "<=", ">", ">="};
constexpr std::array<std::string_view, 7> kAggregates = {"sum", "count", "all", "any", "min", "max", "the"};
constexpr std::array<std::string_view, 7> kReserved = {"and", "or", "not", "in", "where", "true", "false"};

template <typename Words>
bool IsOneOf(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Parsed Run() {
    if (Now().kind == TokenKind::kEnd) return ErrorAt(Now().at, "an expression is expected");
    Parsed tree = Or();
    if (tree.ok() && Now().kind != TokenKind::kEnd) {
      return ErrorAt(Now().at, fmt::format("an operator or the end is expected, not {}", Now().Shown()));
    }
    return tree;
  }

 private:
  const Token& Now() const { return tokens_[next_]; }
  const Token& Ahead() const { return tokens_[std::min(next_ + 1, tokens_.size() - 1)]; }
  void Advance() { next_ = std::min(next_ + 1, tokens_.size() - 1); }
  size_t LastEnd() const { return next_ == 0 ? 0 : tokens_[next_ - 1].end; }

  absl::Status Expect(std::string_view mark, std::string_view after) {
    if (Now().IsMark(mark)) {
      Advance();
      return absl::OkStatus();
    }
    return ErrorAt(Now().at, fmt::format("'{}' is expected {}, not {}", mark, after, Now().Shown()));
  }

  Tree Start(SyntaxKind kind, std::string text) const {
    auto tree = std::make_unique<Syntax>();
    tree->kind = kind;
    tree->text = std::move(text);
    tree->at = Now().at;
    tree->begin = Now().begin;
    return tree;
  }

  // Closes a tree at the last token read, and holds it to the greatest depth.
  Parsed Finish(Tree tree) const {
    for (const Tree& child : tree->children) {
      if (child != nullptr) tree->depth = std::max(tree->depth, child->depth + 1);
    }
    tree->end = LastEnd();
    if (tree->depth <= kMaxSyntaxDepth) return tree;
    return TooDeep(tree->at);
  }

  static absl::Status TooDeep(Position at) {
    return ErrorAt(at, fmt::format("the expression nests deeper than {}; use a definition", kMaxSyntaxDepth));
  }

  Parsed Join(Tree left, SyntaxKind kind, std::string operation, Position at, Parsed right) const {
    if (!right.ok()) return right;
    auto tree = std::make_unique<Syntax>();
    tree->kind = kind;
    tree->text = std::move(operation);
    tree->at = at;
    tree->begin = left->begin;
    tree->children.push_back(std::move(left));
    tree->children.push_back(*std::move(right));
    return Finish(std::move(tree));
  }

  Parsed Or() {
    // Parentheses and calls come through here, so that this bounds the recursion of the parser itself.
    if (nesting_ >= kMaxSyntaxDepth) return TooDeep(Now().at);
    ++nesting_;
    Parsed tree = And();
    while (tree.ok() && Now().IsName("or")) {
      const Position at = Now().at;
      Advance();
      tree = Join(*std::move(tree), SyntaxKind::kBinary, "or", at, And());
    }
    --nesting_;
    return tree;
  }

  Parsed And() {
    Parsed tree = Not();
    while (tree.ok() && Now().IsName("and")) {
      const Position at = Now().at;
      Advance();
      tree = Join(*std::move(tree), SyntaxKind::kBinary, "and", at, Not());
    }
    return tree;
  }

  Parsed Prefixed(std::string operation, Parsed (Parser::*operand)()) {
    if (nesting_ >= kMaxSyntaxDepth) return TooDeep(Now().at);
    ++nesting_;
    Tree tree = Start(SyntaxKind::kUnary, std::move(operation));
    Advance();
    Parsed child = (this->*operand)();
    --nesting_;
    if (!child.ok()) return child;
    tree->children.push_back(*std::move(child));
    return Finish(std::move(tree));
  }

  Parsed Not() { return Now().IsName("not") ? Prefixed("not", &Parser::Not) : Comparison(); }

  Parsed Comparison() {
    Parsed left = Sum();
    if (!left.ok()) return left;
    if (Now().IsName("in") || (Now().IsName("not") && Ahead().IsName("in"))) return In(*std::move(left));
    if (Now().kind != TokenKind::kMark || !IsOneOf(kComparisons, Now().text)) return left;
    const Token operation = Now();
    Advance();
    Parsed tree = Join(*std::move(left), SyntaxKind::kBinary, operation.text, operation.at, Sum());
    if (tree.ok() && Now().kind == TokenKind::kMark && IsOneOf(kComparisons, Now().text)) {
      return ErrorAt(Now().at, "comparisons are joined by 'and', as in a <= b and b <= c");
    }
    return tree;
  }

  Parsed In(Tree value) {
    auto tree = std::make_unique<Syntax>();
    tree->kind = SyntaxKind::kIn;
    tree->at = Now().at;
    tree->begin = value->begin;
    tree->text = Now().IsName("not") ? "not in" : "in";
    if (Now().IsName("not")) Advance();
    Advance();
    tree->children.push_back(std::move(value));
    if (absl::Status status = Expect("(", "after 'in'"); !status.ok()) return status;
    if (absl::Status status = Arguments(*tree); !status.ok()) return status;
    return Finish(std::move(tree));
  }

  // Expressions parted by commas, to the closing parenthesis.
  absl::Status Arguments(Syntax& tree) {
    for (;;) {
      Parsed argument = Or();
      if (!argument.ok()) return argument.status();
      tree.children.push_back(*std::move(argument));
      if (!Now().IsMark(",")) return Expect(")", "after the last value");
      Advance();
    }
  }

  Parsed Sum() {
    Parsed tree = Product();
    while (tree.ok() && (Now().IsMark("+") || Now().IsMark("-"))) {
      const Token operation = Now();
      Advance();
      tree = Join(*std::move(tree), SyntaxKind::kBinary, operation.text, operation.at, Product());
    }
    return tree;
  }

  Parsed Product() {
    Parsed tree = Unary();
    while (tree.ok() && (Now().IsMark("*") || Now().IsMark("/"))) {
      const Token operation = Now();
      Advance();
      tree = Join(*std::move(tree), SyntaxKind::kBinary, operation.text, operation.at, Unary());
    }
    return tree;
  }

  Parsed Unary() { return Now().IsMark("-") ? Prefixed("-", &Parser::Unary) : Primary(); }

  Parsed Literal(SyntaxKind kind) {
    Tree tree = Start(kind, Now().text);
    Advance();
    if (kind == SyntaxKind::kNumber && Now().IsName("yuan")) {
      tree->kind = SyntaxKind::kAmount;
      Advance();
    }
    return Finish(std::move(tree));
  }

  Parsed Primary() {
    if (Now().kind == TokenKind::kNumber) return Literal(SyntaxKind::kNumber);
    if (Now().kind == TokenKind::kText) return Literal(SyntaxKind::kText);
    if (Now().IsName("true") || Now().IsName("false")) return Literal(SyntaxKind::kBool);
    if (Now().IsMark("(")) return Parenthesised();
    if (Now().kind == TokenKind::kParameter) return ParameterOrRoot();
    if (Now().kind != TokenKind::kName || IsOneOf(kReserved, Now().text)) {
      return ErrorAt(Now().at, fmt::format("a value is expected, not {}", Now().Shown()));
    }
    if (Ahead().IsMark("(")) return Call();
    Tree tree = Start(SyntaxKind::kPath, "");
    if (Now().text == "parent") {
      tree->base = PathBase::kParent;
      tree->parents = 1;
      Advance();
      while (Now().IsMark(".") && Ahead().IsName("parent")) {
        ++tree->parents;
        Advance();
        Advance();
      }
    } else {
      tree->names.push_back({Now().text, Now().at});
      Advance();
    }
    return Names(std::move(tree));
  }

  Parsed Parenthesised() {
    const size_t begin = Now().begin;
    Advance();
    Parsed tree = Or();
    if (!tree.ok()) return tree;
    if (absl::Status status = Expect(")", "after the expression"); !status.ok()) return status;
    (*tree)->begin = begin;
    (*tree)->end = LastEnd();
    return tree;
  }

  Parsed ParameterOrRoot() {
    Tree tree = Start(SyntaxKind::kPath, Now().text);
    tree->base = Now().text == "root" ? PathBase::kRoot : PathBase::kParameter;
    Advance();
    return Names(std::move(tree));
  }

  Parsed Names(Tree tree) {
    while (Now().IsMark(".")) {
      Advance();
      if (Now().kind != TokenKind::kName) {
        return ErrorAt(Now().at, fmt::format("a field name is expected after '.', not {}", Now().Shown()));
      }
      tree->names.push_back({Now().text, Now().at});
      Advance();
    }
    return Finish(std::move(tree));
  }

  Parsed Call() {
    if (IsOneOf(kAggregates, Now().text)) return Aggregate();
    Tree tree = Start(SyntaxKind::kCall, Now().text);
    Advance();
    Advance();
    if (Now().IsMark(")")) return ErrorAt(Now().at, fmt::format("{}(...) needs a value", tree->text));
    if (absl::Status status = Arguments(*tree); !status.ok()) return status;
    return Finish(std::move(tree));
  }

  // min and max are both: over a list, and of several values.
  Parsed Aggregate() {
    Tree tree = Start(SyntaxKind::kAggregate, Now().text);
    Advance();
    Advance();
    Parsed list = Or();
    if (!list.ok()) return list;
    tree->children.push_back(*std::move(list));
    if (Now().IsMark(",") && (tree->text == "min" || tree->text == "max")) {
      tree->kind = SyntaxKind::kCall;
      Advance();
      if (absl::Status status = Arguments(*tree); !status.ok()) return status;
      return Finish(std::move(tree));
    }
    if (tree->children[0]->kind != SyntaxKind::kPath) {
      return ErrorAt(tree->children[0]->at,
                     fmt::format("{}(...) needs a list, such as projects", tree->text));
    }
    if (absl::Status status = ConditionAndBody(*tree); !status.ok()) return status;
    Parsed closed = Finish(std::move(tree));
    if (!closed.ok() || (*closed)->text != "the") return closed;
    auto path = std::make_unique<Syntax>();
    path->kind = SyntaxKind::kPath;
    path->base = PathBase::kThe;
    path->at = (*closed)->at;
    path->begin = (*closed)->begin;
    path->children.push_back(*std::move(closed));
    return Names(std::move(path));
  }

  absl::Status ConditionAndBody(Syntax& tree) {
    tree.children.resize(3);
    if (Now().IsName("where")) {
      Advance();
      Parsed condition = Or();
      if (!condition.ok()) return condition.status();
      tree.children[1] = *std::move(condition);
    }
    const bool needs_body = tree.text != "count" && tree.text != "the";
    if (needs_body) {
      if (absl::Status status = Expect(":", "before what is taken of each element"); !status.ok())
        return status;
      Parsed body = Or();
      if (!body.ok()) return body.status();
      tree.children[2] = *std::move(body);
    }
    return Expect(")", "at the end of the list's expression");
  }

  std::vector<Token> tokens_;
  size_t next_ = 0;
  int nesting_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Syntax>> ParseExpression(std::string_view text) {
  absl::StatusOr<std::vector<Token>> tokens = CutIntoTokens(text);
  if (!tokens.ok()) return tokens.status();
  return Parser(*std::move(tokens)).Run();
}

absl::StatusOr<std::unique_ptr<Syntax>> ParsePath(std::string_view text) {
  absl::StatusOr<std::unique_ptr<Syntax>> tree = ParseExpression(text);
  if (tree.ok() && (*tree)->kind != SyntaxKind::kPath)
    return ErrorAt((*tree)->at, "a path is expected, such as projects");
  return tree;
}

}  // namespace clearbudget::rules
