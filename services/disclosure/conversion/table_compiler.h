#pragma once

#include <memory>
#include <string>

#include "clearbudget/pack/v1/outline.pb.h"
#include "services/disclosure/conversion/compile_context.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// Compiles a table in the scope where an outline uses it. Problems go to the context.
std::shared_ptr<const OutlineTable> CompileTable(const clearbudget::pack::v1::Table& table,
                                                 const rules::ScopeType& scope, CompileContext& context);

}  // namespace clearbudget::disclosure
