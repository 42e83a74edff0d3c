// The syntax tree of an expression.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/rules/position.h"

namespace clearbudget::rules {

enum class SyntaxKind {
  kNumber,     // text: the digits
  kAmount,     // text: the digits, in 元
  kText,       // text: the content
  kBool,       // text: "true" or "false"
  kPath,       // base, names
  kCall,       // text: the function; children: the arguments
  kUnary,      // text: "-" or "not"; one child
  kBinary,     // text: the operator; two children
  kIn,         // children: the value, then what it is looked for in; text: "in" or "not in"
  kAggregate,  // text: the function; children: the list, the condition or null, the body or null
};

// Where a path begins.
enum class PathBase {
  kLookup,     // The first name is looked up.
  kRoot,       // $root
  kParent,     // parent, `parents` times
  kParameter,  // $name, in `text`
  kThe,        // the(...), the only child
};

struct PathName {
  std::string name;
  Position at;
};

struct Syntax {
  SyntaxKind kind = SyntaxKind::kBool;
  std::string text;
  Position at;
  size_t begin = 0;  // The part of the expression that the tree was read from, parentheses included.
  size_t end = 0;
  int depth = 1;
  PathBase base = PathBase::kLookup;
  int parents = 0;
  std::vector<PathName> names;
  std::vector<std::unique_ptr<Syntax>> children;
};

}  // namespace clearbudget::rules
