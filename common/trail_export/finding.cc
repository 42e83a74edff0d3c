#include "common/trail_export/finding.h"

#include <fmt/format.h>

#include <array>

namespace clearbudget::trail_export {
namespace {

struct FaultText {
  Fault fault;
  std::string_view name;
  std::string_view chinese;
  std::string_view english;
};

constexpr std::array kTexts = {
    FaultText{Fault::kLeafOrder, "LEAF_ORDER", "条目序号不连续",
              "the entries before it are missing, or it is repeated"},
    FaultText{Fault::kRowMissing, "ROW_MISSING", "存储中已无此条目的记录",
              "the row of this entry is gone from the store"},
    FaultText{Fault::kOtherRegion, "OTHER_REGION", "属于其他地区", "it belongs to another region"},
    FaultText{Fault::kRowChanged, "ROW_CHANGED", "内容与其哈希值不符", "its content does not give its hash"},
    FaultText{Fault::kRowNumber, "ROW_NUMBER", "变更序号不连续",
              "its change number does not follow the one before"},
    FaultText{Fault::kRowLink, "ROW_LINK", "未接续同一对象的上一条记录",
              "it does not continue the row before it in its aggregate"},
    FaultText{Fault::kLeafChanged, "LEAF_CHANGED", "与日志树中的叶哈希不符",
              "it is not the row that the log's leaf was made of"},
    FaultText{Fault::kNotIncluded, "NOT_INCLUDED", "包含证明不成立", "its inclusion proof does not hold"},
    FaultText{Fault::kRowUnlogged, "ROW_UNLOGGED",
              "存储中有此记录而日志中没有：记录系绕过服务写入，或日志被阻断",
              "the store has this row and the log has not: it was not written by the service, or the log was "
              "kept from taking it"},
    FaultText{Fault::kNotSigned, "NOT_SIGNED", "检查点没有可信密钥对本日志的有效签名",
              "the checkpoint has no valid signature of a trusted key for this log"},
    FaultText{Fault::kHistoryChanged, "HISTORY_CHANGED", "各条目得不出检查点的根哈希：此范围内有条目被改动",
              "the entries do not give the checkpoint's root: something in this range was changed"},
    FaultText{
        Fault::kTailMissing, "TAIL_MISSING", "检查点已涵盖的条目在导出中不存在：日志末尾被截去或库文件被回退",
        "the checkpoint covers entries that the export has not: the log's end was cut off, or its file was "
        "rolled back"},
    FaultText{Fault::kNotConsistent, "NOT_CONSISTENT", "与检查点之间的一致性证明不成立：此范围内有条目被改动",
              "the consistency proof from the checkpoint does not hold: something in this range was changed"},
};

const FaultText& TextOf(Fault fault) {
  for (const FaultText& text : kTexts) {
    if (text.fault == fault) return text;
  }
  return kTexts.front();
}

std::string Range(const Finding& finding, std::string_view one, std::string_view many) {
  if (!finding.leaf_index.has_value()) return "";
  if (!finding.end_leaf.has_value()) return fmt::format(fmt::runtime(one), *finding.leaf_index);
  return fmt::format(fmt::runtime(many), *finding.leaf_index, *finding.end_leaf - 1);
}

}  // namespace

std::string_view FaultName(Fault fault) {
  return TextOf(fault).name;
}

std::string ChineseText(const Finding& finding) {
  std::string text;
  if (!finding.checkpoint.empty()) text += fmt::format("检查点 {}：", finding.checkpoint);
  if (finding.line > 0) text += fmt::format("第 {} 行：", finding.line);
  text += Range(finding, "条目 {}", "条目 {} 至 {}");
  if (!finding.aggregate.empty())
    text += fmt::format("（{} 第 {} 号）", finding.aggregate, finding.change_number);
  if (finding.leaf_index.has_value() || !finding.aggregate.empty()) text += "：";
  text += TextOf(finding.fault).chinese;
  if (!finding.expected.empty()) text += fmt::format("；应为 {}，实为 {}", finding.expected, finding.found);
  return text;
}

std::string EnglishText(const Finding& finding) {
  std::string text;
  if (!finding.checkpoint.empty()) text += fmt::format("checkpoint {}: ", finding.checkpoint);
  if (finding.line > 0) text += fmt::format("line {}: ", finding.line);
  text += Range(finding, "entry {}", "entries {} to {}");
  if (!finding.aggregate.empty())
    text += fmt::format("{}({} no. {})", finding.leaf_index.has_value() ? " " : "", finding.aggregate,
                        finding.change_number);
  if (finding.leaf_index.has_value() || !finding.aggregate.empty()) text += ": ";
  text += TextOf(finding.fault).english;
  if (!finding.expected.empty())
    text += fmt::format("; expected {}, found {}", finding.expected, finding.found);
  return text;
}

}  // namespace clearbudget::trail_export
