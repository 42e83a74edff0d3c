// Lists that come by page, read to their end.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/cli/client/client.h"

namespace clearbudget::cli {

// All pages in one response, without a token. `Request` is that of a list method.
template <typename Request>
auto ReadAllPages(const Client& client, Request request) -> decltype(client.Call(request)) {
  typename decltype(client.Call(request))::value_type all;
  do {
    auto page = client.Call(request);
    if (!page.ok()) return page.status();
    request.set_page_token(page->next_page_token());
    all.MergeFrom(*page);
  } while (!request.page_token().empty());
  all.clear_next_page_token();
  return all;
}

// All lines of a draft or of a revision, in order of their keys.
inline absl::StatusOr<budget::v1::ListBudgetLinesResponse> ReadAllLines(const Client& client,
                                                                        const std::string& parent) {
  budget::v1::ListBudgetLinesRequest request;
  request.set_parent(parent);
  request.set_page_size(5000);
  return ReadAllPages(client, std::move(request));
}

}  // namespace clearbudget::cli
