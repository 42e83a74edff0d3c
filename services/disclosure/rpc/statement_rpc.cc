#include "services/disclosure/rpc/statement_rpc.h"

#include <string>
#include <utility>

#include "services/disclosure/writers/writer_table.h"

namespace clearbudget::disclosure {
namespace {

StatementOrder FromMessage(const v1::RenderStatementRequest& request) {
  return {request.name(), request.format(), request.evaluation(), request.include_findings()};
}

v1::RenderedStatement ToMessage(const StatementOrder& order, WrittenStatement written) {
  v1::RenderedStatement message;
  message.set_revision(order.revision);
  message.set_format(order.format);
  message.set_media_type(std::move(written.media_type));
  message.set_file_name(std::move(written.file_name));
  message.set_content(std::move(written.content));
  message.set_content_sha256(std::move(written.content_sha256));
  message.set_disclosable_digest(std::move(written.disclosable_digest));
  message.set_pack_digest(std::move(written.pack_digest));
  for (std::string& place : written.insufficient_places) message.add_insufficient_places(std::move(place));
  return message;
}

v1::ListFormatsResponse Formats() {
  v1::ListFormatsResponse response;
  for (const Writer& writer : Writers()) {
    v1::StatementFormat& format = *response.add_formats();
    format.set_id(std::string(writer.id));
    format.set_media_type(std::string(writer.media_type));
    format.set_file_suffix(std::string(writer.suffix));
  }
  return response;
}

}  // namespace

StatementRpc::StatementRpc(class RenderStatement& render_statement, rpc::MethodGate& gate)
    : methods_(v1::StatementService::service_full_name(), gate) {
  methods_.Add<v1::RenderStatementRequest, v1::RenderedStatement>(
      "RenderStatement",
      [&render_statement](const rpc::CallContext& call, const v1::RenderStatementRequest& request)
          -> absl::StatusOr<v1::RenderedStatement> {
        const StatementOrder order = FromMessage(request);
        absl::StatusOr<WrittenStatement> written = render_statement.Run(call.Limits(), order);
        if (!written.ok()) return written.status();
        return ToMessage(order, *std::move(written));
      });
  methods_.Add<v1::ListFormatsRequest, v1::ListFormatsResponse>(
      "ListFormats",
      [](const rpc::CallContext&, const v1::ListFormatsRequest&) -> absl::StatusOr<v1::ListFormatsResponse> {
        return Formats();
      });
}

}  // namespace clearbudget::disclosure
