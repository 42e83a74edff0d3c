#pragma once

#include <string>
#include <string_view>

namespace clearbudget::disclosure {

// The content of a file beside the sources; empty where there is none. With CLEARBUDGET_UPDATE_GOLDEN set in
// the environment the file is written with `actual` first, to be looked at before it is committed.
std::string GoldenFile(const std::string& path, std::string_view actual);

}  // namespace clearbudget::disclosure
