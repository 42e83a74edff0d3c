// Translates the HTTP/2 library's callbacks to Http2Session::Events.
#pragma once

struct nghttp2_session_callbacks;

namespace clearbudget::gateway {

// The callbacks of every session; their user data is an Http2Session::Events. Lives as long as the process.
const nghttp2_session_callbacks* SessionCallbacks();

}  // namespace clearbudget::gateway
