#include "services/gateway/tls/tls_error.h"

#include <openssl/err.h>

#include <cstring>

namespace clearbudget::gateway {

std::string TakeTlsError() {
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  if (error == 0) return "unknown error";
  if (ERR_SYSTEM_ERROR(error)) return strerrordesc_np(static_cast<int>(ERR_GET_REASON(error)));
  const char* const reason = ERR_reason_error_string(error);
  return reason == nullptr ? "unknown error" : reason;
}

}  // namespace clearbudget::gateway
