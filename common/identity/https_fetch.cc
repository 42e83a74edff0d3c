#include "common/identity/https_fetch.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "common/errors/error.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

struct Receiver {
  std::string body;
  std::size_t most_bytes;
};

absl::Status Unavailable(std::string cause) {
  return errors::Error(errors::Reason::kBackendUnavailable,
                       {{"backend", "identity provider"}, {"cause", std::move(cause)}});
}

// Taking less than what came ends the transfer.
std::size_t Receive(char* data, std::size_t, std::size_t size, void* receiver) {
  auto& into = *static_cast<Receiver*>(receiver);
  if (size > into.most_bytes - into.body.size()) return 0;
  into.body.append(data, size);
  return size;
}

int GoOn(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

template <typename T>
bool Set(CURL* curl, CURLoption option, T value) {
  return curl_easy_setopt(curl, option, value) == CURLE_OK;
}

bool SetUp(CURL* curl, const HttpsRequest& request, Receiver& receiver, const std::atomic<bool>& stop) {
  const bool limits = Set(curl, CURLOPT_URL, request.url.c_str()) &&
                      Set(curl, CURLOPT_PROTOCOLS_STR, "https") && Set(curl, CURLOPT_FOLLOWLOCATION, 0L) &&
                      Set(curl, CURLOPT_PROXY, "") && Set(curl, CURLOPT_NOSIGNAL, 1L) &&
                      Set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count())) &&
                      Set(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.most_bytes));
  const bool trust = Set(curl, CURLOPT_SSL_VERIFYPEER, 1L) && Set(curl, CURLOPT_SSL_VERIFYHOST, 2L) &&
                     Set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
                     (request.ca_file.empty() || (Set(curl, CURLOPT_CAINFO, request.ca_file.c_str()) &&
                                                  Set(curl, CURLOPT_CAPATH, static_cast<char*>(nullptr))));
  const bool calls = Set(curl, CURLOPT_WRITEFUNCTION, Receive) &&
                     Set(curl, CURLOPT_WRITEDATA, static_cast<void*>(&receiver)) &&
                     Set(curl, CURLOPT_NOPROGRESS, 0L) && Set(curl, CURLOPT_XFERINFOFUNCTION, GoOn) &&
                     Set(curl, CURLOPT_XFERINFODATA, const_cast<void*>(static_cast<const void*>(&stop)));
  return limits && trust && calls;
}

std::optional<std::chrono::seconds> MaxAgeOfAnswer(CURL* curl) {
  curl_header* header = nullptr;
  if (curl_easy_header(curl, "cache-control", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return std::nullopt;
  return MaxAgeOf(header->value);
}

}  // namespace

absl::StatusOr<FetchedDocument> HttpsFetch(const HttpsRequest& request, const std::atomic<bool>& stop) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (initialised != CURLE_OK) return Unavailable("libcurl cannot be initialised");
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  Receiver receiver{.body = {}, .most_bytes = request.most_bytes};
  if (curl == nullptr || !SetUp(curl.get(), request, receiver, stop)) {
    return Unavailable("the url or ca_file cannot be used");
  }
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return Unavailable(curl_easy_strerror(code));
  long answer = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
  if (answer != 200) return Unavailable(fmt::format("it answered with {}", answer));
  return FetchedDocument{.body = std::move(receiver.body), .max_age = MaxAgeOfAnswer(curl.get())};
}

std::optional<std::chrono::seconds> MaxAgeOf(std::string_view cache_control) {
  // More than anybody waits, and far from an overflow.
  constexpr std::int64_t kMost = 365LL * 24 * 3600;
  std::optional<std::chrono::seconds> age;
  const std::vector<std::string> directives = absl::StrSplit(std::string(cache_control), ',');
  for (const std::string& written : directives) {
    const std::string directive = absl::AsciiStrToLower(std::string(absl::StripAsciiWhitespace(written)));
    if (directive == "no-store" || directive == "no-cache") return std::chrono::seconds(0);
    if (!directive.starts_with("max-age=") || age.has_value()) continue;
    const std::string_view digits = std::string_view(directive).substr(std::string_view("max-age=").size());
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (error == std::errc() && end == digits.data() + digits.size() && seconds >= 0) {
      age = std::chrono::seconds(std::min(seconds, kMost));
    }
  }
  return age;
}

}  // namespace clearbudget::identity
