// A document over https.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace clearbudget::identity {

struct HttpsRequest {
  std::string url;
  std::string ca_file = {};  // PEM; empty for the system's list
  std::chrono::milliseconds timeout = std::chrono::seconds(5);
  std::size_t most_bytes = std::size_t{1} << 20U;
};

struct FetchedDocument {
  std::string body;
  std::optional<std::chrono::seconds> max_age;  // of Cache-Control
};

// Waits for the whole answer. The server must be certified for the url's host, with TLS 1.2 or later;
// redirects are not followed, and proxies of the environment are not used. Errors: BACKEND_UNAVAILABLE, whose
// metadata `cause` says why: another answer than 200, a longer one, no answer in time, or `stop` set.
absl::StatusOr<FetchedDocument> HttpsFetch(const HttpsRequest& request, const std::atomic<bool>& stop);

// The max-age of a Cache-Control header, RFC 9111; none where it has none, and 0 where nothing may be kept.
std::optional<std::chrono::seconds> MaxAgeOf(std::string_view cache_control);

}  // namespace clearbudget::identity
