// Ids that make a repeated request safe: the same request gets the same id, so that the suite does it once.
#pragma once

#include <string>
#include <string_view>

namespace google::protobuf {
class Message;
}

namespace clearbudget::cli {

// The id of a step that applies a file, such as "apply-0f3a…-1": from the digest of the file, in hexadecimal,
// the number of the step, and the state that the step changes. A file applied again to another state is a new
// request.
std::string StepRequestId(std::string_view file_digest, int step, std::string_view etag);

// The id of an act such as "submit", from all that the request says but its request_id, and from `state`,
// which is what the request rests on and does not say itself.
std::string ActRequestId(std::string_view act, const google::protobuf::Message& request,
                         std::string_view state = {});

}  // namespace clearbudget::cli
