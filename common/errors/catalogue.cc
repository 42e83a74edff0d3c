#include "common/errors/catalogue.h"

#include <array>
#include <cstddef>

namespace clearbudget::errors {
namespace {

using Code = absl::StatusCode;

// In the order of the enumeration, so that a reason is the index of its row.
constexpr std::array kRows = {
    // A request that cannot be understood.
    CatalogueRow{Reason::kInvalidRequest, "INVALID_REQUEST", Code::kInvalidArgument,
                 "请求有误[，共 {violations} 处]", "the request is invalid[ in {violations} place(s)]"},
    CatalogueRow{Reason::kRequired, "REQUIRED", Code::kInvalidArgument, "缺少必填项[ {field}]",
                 "a required value is missing[: {field}]"},
    CatalogueRow{Reason::kUnknownField, "UNKNOWN_FIELD", Code::kInvalidArgument, "没有这个字段[：{field}]",
                 "there is no such field[: {field}]"},
    CatalogueRow{Reason::kOutputOnly, "OUTPUT_ONLY", Code::kInvalidArgument,
                 "该字段只能由服务器填写[：{field}]", "the field is set by the server only[: {field}]"},
    CatalogueRow{Reason::kNotAllowed, "NOT_ALLOWED", Code::kInvalidArgument, "此处不允许该值[：{field}]",
                 "the value is not allowed here[: {field}]"},
    CatalogueRow{Reason::kSyntaxError, "SYNTAX_ERROR", Code::kInvalidArgument,
                 "文件格式有误[（第 {line} 行）]", "the text is not well-formed[ at line {line}]"},
    CatalogueRow{Reason::kTypeMismatch, "TYPE_MISMATCH", Code::kInvalidArgument, "值的类型不对[：{field}]",
                 "the value has another type[: {field}]"},
    CatalogueRow{Reason::kTextMalformed, "TEXT_MALFORMED", Code::kInvalidArgument,
                 "文本含有不允许的字符[：{field}]",
                 "the text has characters that are not allowed[: {field}]"},
    CatalogueRow{Reason::kConfidentialContent, "CONFIDENTIAL_CONTENT", Code::kInvalidArgument,
                 "文本带有国家秘密标志，不得录入本系统",
                 "the text bears a secrecy marking, and must not enter this system"},
    CatalogueRow{Reason::kAmountMalformed, "AMOUNT_MALFORMED", Code::kInvalidArgument,
                 "金额写法不对[：{field}]", "the amount is malformed[: {field}]"},
    CatalogueRow{Reason::kNumberMalformed, "NUMBER_MALFORMED", Code::kInvalidArgument,
                 "数值写法不对[：{field}]", "the number is malformed[: {field}]"},
    CatalogueRow{Reason::kDateMalformed, "DATE_MALFORMED", Code::kInvalidArgument, "日期写法不对[：{field}]",
                 "the date is malformed[: {field}]"},
    CatalogueRow{Reason::kInstantMalformed, "INSTANT_MALFORMED", Code::kInvalidArgument,
                 "时间写法不对[：{field}]", "the instant is malformed[: {field}]"},
    CatalogueRow{Reason::kCodeMalformed, "CODE_MALFORMED", Code::kInvalidArgument, "编码写法不对[：{field}]",
                 "the code is malformed[: {field}]"},
    CatalogueRow{Reason::kCodeUnknown, "CODE_UNKNOWN", Code::kInvalidArgument, "分类表中没有该编码[：{code}]",
                 "the classification has no such code[: {code}]"},
    CatalogueRow{Reason::kNameMalformed, "NAME_MALFORMED", Code::kInvalidArgument,
                 "资源名称写法不对[：{name}]", "the resource name is malformed[: {name}]"},
    CatalogueRow{Reason::kReferenceUnknown, "REFERENCE_UNKNOWN", Code::kInvalidArgument,
                 "引用的对象不存在[：{name}]", "what is referred to does not exist[: {name}]"},
    CatalogueRow{Reason::kEnumUnknown, "ENUM_UNKNOWN", Code::kInvalidArgument, "没有这个取值[：{field}]",
                 "there is no such enum value[: {field}]"},
    CatalogueRow{Reason::kOutOfRange, "OUT_OF_RANGE", Code::kInvalidArgument, "超出允许的范围[：{field}]",
                 "the value is out of range[: {field}]"},
    CatalogueRow{Reason::kTooLong, "TOO_LONG", Code::kInvalidArgument, "文本过长[：{field}]",
                 "the text is too long[: {field}]"},
    CatalogueRow{Reason::kTooManyItems, "TOO_MANY_ITEMS", Code::kInvalidArgument, "条目过多[：{field}]",
                 "there are too many items[: {field}]"},
    CatalogueRow{Reason::kDuplicateKey, "DUPLICATE_KEY", Code::kInvalidArgument, "重复[：{field}]",
                 "the key occurs more than once[: {field}]"},
    CatalogueRow{Reason::kInconsistent, "INCONSISTENT", Code::kInvalidArgument, "与其他内容不一致[：{field}]",
                 "the value contradicts another[: {field}]"},
    CatalogueRow{Reason::kFieldMaskMalformed, "FIELD_MASK_MALFORMED", Code::kInvalidArgument,
                 "字段掩码有误[：{field}]", "the field mask is malformed[: {field}]"},
    CatalogueRow{Reason::kPageTokenMalformed, "PAGE_TOKEN_MALFORMED", Code::kInvalidArgument,
                 "分页标记无效，请从第一页重新开始",
                 "the page token is not valid; begin at the first page again"},
    CatalogueRow{Reason::kRequestIdMalformed, "REQUEST_ID_MALFORMED", Code::kInvalidArgument,
                 "request_id 写法不对", "the request_id is malformed"},
    // The caller.
    CatalogueRow{Reason::kCredentialsMissing, "CREDENTIALS_MISSING", Code::kUnauthenticated,
                 "未提供身份凭证（authorization: Bearer …）",
                 "there are no credentials (authorization: Bearer …)"},
    CatalogueRow{Reason::kCredentialsInvalid, "CREDENTIALS_INVALID", Code::kUnauthenticated,
                 "身份凭证无效，请重新获取", "the credentials are not valid[: {cause}]"},
    CatalogueRow{Reason::kCredentialsExpired, "CREDENTIALS_EXPIRED", Code::kUnauthenticated,
                 "身份凭证已过期，请重新获取", "the credentials have expired; fetch new ones"},
    CatalogueRow{Reason::kPermissionDenied, "PERMISSION_DENIED", Code::kPermissionDenied,
                 "无权执行此操作[ {method}][（{resource}）]",
                 "the caller may not do this[: {method}][ on {resource}]"},
    CatalogueRow{Reason::kDelegationInvalid, "DELEGATION_INVALID", Code::kPermissionDenied,
                 "委托不存在、不是委托给本人、已撤销或不在有效期内[：{name}]",
                 "there is no such delegation to the caller that holds today[: {name}]"},
    // The state of a resource.
    CatalogueRow{Reason::kNotFound, "NOT_FOUND", Code::kNotFound, "没有找到[ {name}]", "not found[: {name}]"},
    CatalogueRow{Reason::kAlreadyExists, "ALREADY_EXISTS", Code::kAlreadyExists, "已经存在[：{name}]",
                 "it exists already[: {name}]"},
    CatalogueRow{Reason::kStateForbids, "STATE_FORBIDS", Code::kFailedPrecondition,
                 "当前状态不允许此操作[：{name}][，状态为 {state}][，需要 {expected}]",
                 "the state forbids this[: {name}][ is {state}][, expected {expected}]"},
    CatalogueRow{Reason::kEtagMismatch, "ETAG_MISMATCH", Code::kAborted,
                 "内容已被他人修改[：{name}]，请重新读取后再试",
                 "it was changed meanwhile[: {name}]; read it again and repeat the change"},
    CatalogueRow{Reason::kDigestMismatch, "DIGEST_MISMATCH", Code::kFailedPrecondition,
                 "摘要与所见内容不符[：{name}]，请重新读取后再决定",
                 "the digest is another content's[: {name}]; read it again before deciding"},
    CatalogueRow{Reason::kOtherPersonRequired, "OTHER_PERSON_REQUIRED", Code::kFailedPrecondition,
                 "编制、提交与批准须由不同的人完成[：{name}]",
                 "who approves must be another person than who wrote or submitted it[: {name}]"},
    CatalogueRow{Reason::kBudgetNotSound, "BUDGET_NOT_SOUND", Code::kFailedPrecondition,
                 "预算未通过校验[：{name}][，错误 {errors} 项]",
                 "the budget is not sound[: {name}][, {errors} error(s)]"},
    CatalogueRow{Reason::kRuleBroken, "RULE_BROKEN", Code::kFailedPrecondition, "不符合规则[ {rule}]",
                 "a rule is broken[: {rule}]"},
    CatalogueRow{Reason::kPackUnknown, "PACK_UNKNOWN", Code::kFailedPrecondition, "没有这个规则包[：{pack}]",
                 "there is no such pack[: {pack}]"},
    CatalogueRow{Reason::kPackInvalid, "PACK_INVALID", Code::kFailedPrecondition,
                 "规则包有误[：{pack}][，{cause}]", "the pack is invalid[: {pack}][: {cause}]"},
    CatalogueRow{Reason::kTooLarge, "TOO_LARGE", Code::kResourceExhausted,
                 "内容过大[：{name}][，上限 {limit}]", "it is too large[: {name}][, the limit is {limit}]"},
    // Storage and the repetition of requests.
    CatalogueRow{Reason::kRequestIdReused, "REQUEST_ID_REUSED", Code::kAlreadyExists,
                 "request_id 已用于另一个请求，请换用新的",
                 "the request_id was used for another request; take a new one"},
    CatalogueRow{Reason::kOperationConflict, "OPERATION_CONFLICT", Code::kAborted,
                 "与同时进行的操作冲突，请重试", "another operation came between; repeat the request"},
    CatalogueRow{Reason::kOutcomeUnknown, "OUTCOME_UNKNOWN", Code::kUnavailable,
                 "结果未知，请用同一 request_id 重试以确认",
                 "the outcome is unknown; repeat with the same request_id"},
    CatalogueRow{Reason::kStoreUnavailable, "STORE_UNAVAILABLE", Code::kUnavailable,
                 "存储暂不可用，未保存任何内容，请稍后重试",
                 "the store is away and nothing was stored; repeat later"},
    CatalogueRow{Reason::kStoreQueueFull, "STORE_QUEUE_FULL", Code::kResourceExhausted,
                 "写入排队已满，未保存任何内容，请稍后重试",
                 "too many changes wait and nothing was stored; repeat later"},
    CatalogueRow{Reason::kChecksumMismatch, "CHECKSUM_MISMATCH", Code::kDataLoss,
                 "存储内容与校验值不符[：{name}]", "stored bytes do not match their checksum[: {name}]"},
    CatalogueRow{Reason::kSchemaTooNew, "SCHEMA_TOO_NEW", Code::kFailedPrecondition,
                 "数据库由更新版本的程序写入", "the database was written by a newer program"},
    CatalogueRow{Reason::kMigrationChanged, "MIGRATION_CHANGED", Code::kFailedPrecondition,
                 "已执行的数据库迁移被改动", "a migration that was applied has another text now"},
    // The trail of what was done.
    CatalogueRow{Reason::kTrailHashFixed, "TRAIL_HASH_FIXED", Code::kFailedPrecondition,
                 "存储首次启动时已选定散列算法[ {stored}]，不能改为[ {wanted}]；如需更换，请另建存储",
                 "the store was started with the hash algorithm[ {stored}] and keeps it; [{wanted} ]needs a "
                 "new store"},
    CatalogueRow{Reason::kTrailKeyUnusable, "TRAIL_KEY_UNUSABLE", Code::kFailedPrecondition,
                 "日志签名密钥不可用[：{name}][，{cause}]",
                 "the trail's key cannot be used[: {name}][: {cause}]"},
    CatalogueRow{Reason::kNoteMalformed, "NOTE_MALFORMED", Code::kInvalidArgument,
                 "签名文本格式有误[：{cause}]", "the signed note is malformed[: {cause}]"},
    CatalogueRow{Reason::kSignatureInvalid, "SIGNATURE_INVALID", Code::kDataLoss,
                 "没有可信密钥的有效签名[：{name}]", "no signature of a trusted key holds[: {name}]"},
    // The environment.
    CatalogueRow{Reason::kBackendUnavailable, "BACKEND_UNAVAILABLE", Code::kUnavailable,
                 "[{backend} ]服务暂不可用，请稍后重试", "[{backend} ]cannot be reached; repeat later"},
    CatalogueRow{Reason::kBackendFailed, "BACKEND_FAILED", Code::kInternal, "[{backend} ]服务出错",
                 "[{backend} ]failed"},
    CatalogueRow{Reason::kDeadlineExceeded, "DEADLINE_EXCEEDED", Code::kDeadlineExceeded,
                 "超过时限[（等待 {backend}）]", "the deadline has passed[ while waiting for {backend}]"},
    CatalogueRow{Reason::kCancelled, "CANCELLED", Code::kCancelled, "调用已取消", "the call was cancelled"},
    CatalogueRow{Reason::kServerBusy, "SERVER_BUSY", Code::kResourceExhausted, "服务繁忙，请稍后重试",
                 "the server is busy; repeat later"},
    CatalogueRow{Reason::kMethodUnknown, "METHOD_UNKNOWN", Code::kUnimplemented, "没有这个方法[：{method}]",
                 "there is no such method[: {method}]"},
    CatalogueRow{Reason::kConfigurationInvalid, "CONFIGURATION_INVALID", Code::kInvalidArgument,
                 "配置有误[：{name}][，{cause}]", "the configuration is invalid[: {name}][: {cause}]"},
    CatalogueRow{Reason::kInternal, "INTERNAL", Code::kInternal, "内部错误", "an internal error"},
};

constexpr bool RowsAreInOrder() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i].reason != static_cast<Reason>(i)) return false;
  }
  return kRows.back().reason == Reason::kInternal;
}
static_assert(RowsAreInOrder(), "the rows stand in the order of the enumeration, one a reason");

}  // namespace

const CatalogueRow& RowOf(Reason reason) {
  return kRows[static_cast<std::size_t>(reason)];
}

int CatalogueSize() {
  return static_cast<int>(kRows.size());
}

std::string_view ReasonName(Reason reason) {
  return RowOf(reason).name;
}

std::optional<Reason> ReasonFromName(std::string_view name) {
  for (const CatalogueRow& row : kRows) {
    if (row.name == name) return row.reason;
  }
  return std::nullopt;
}

}  // namespace clearbudget::errors
