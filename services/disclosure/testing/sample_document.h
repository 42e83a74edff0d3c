#pragma once

#include "services/disclosure/domain/document.h"

namespace clearbudget::disclosure {

// An invented document with everything a writer has to handle: markup in texts, figures, spans over rows and
// columns, three header levels, fourteen columns, long cells, missing data, notes, an annex.
Document SampleDocument();

}  // namespace clearbudget::disclosure
