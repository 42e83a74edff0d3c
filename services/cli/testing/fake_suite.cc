#include "services/cli/testing/fake_suite.h"

#include <algorithm>

#include "common/errors/error.h"
#include "common/rpc/status_conversion.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"

namespace clearbudget::cli {
namespace {

using budget::v1::Agency;
using budget::v1::Budget;
using budget::v1::BudgetLine;
using budget::v1::BudgetRevision;
using errors::Reason;
using grpc::ServerContext;
using grpc::Status;
using performance::v1::ProgressReport;

std::string KeyOf(BudgetLine line) {
  line.clear_amount();
  line.clear_last_year_amount();
  return line.SerializeAsString();
}

using Lines = std::map<std::string, BudgetLine>;

template <typename List>
void WriteLines(const List& written, Lines& lines) {
  for (const BudgetLine& line : written) lines.insert_or_assign(KeyOf(line), line);
}

template <typename Message>
Status Read(const std::map<std::string, Message>& held, const std::string& name, Message* response) {
  const auto found = held.find(name);
  if (found == held.end()) return rpc::ToGrpc(errors::Error(Reason::kNotFound, {{"name", name}}));
  *response = found->second;
  return Status::OK;
}

absl::Status CheckEtag(const std::string& stored, const std::string& given) {
  return stored == given ? absl::OkStatus() : errors::Error(Reason::kEtagMismatch);
}

}  // namespace

template <typename Request, typename Response>
Status FakeSuite::Mutate(const std::string& method, const Request& request, Response* response,
                         const std::function<absl::Status()>& effect) {
  const size_t before = mutations.size();
  if (refuse) {
    if (absl::Status refused = refuse(method, before); !refused.ok()) return rpc::ToGrpc(refused);
  }
  const auto known = answers_.find(request.request_id());
  if (known != answers_.end()) {
    if (known->second.first != request.SerializeAsString()) {
      return rpc::ToGrpc(errors::Error(Reason::kRequestIdReused));
    }
    response->ParseFromString(known->second.second);
  } else if (absl::Status done = effect(); !done.ok()) {
    return rpc::ToGrpc(done);
  }
  mutations.push_back(method);
  answers_[request.request_id()] = {request.SerializeAsString(), response->SerializeAsString()};
  if (lose) {
    if (absl::Status lost = lose(method, before); !lost.ok()) return rpc::ToGrpc(lost);
  }
  return Status::OK;
}

class FakeSuite::Agencies final : public budget::v1::AgencyService::Service {
 public:
  explicit Agencies(FakeSuite& suite) : suite_(suite) {}

  Status GetAgency(ServerContext*, const budget::v1::GetAgencyRequest* request, Agency* response) override {
    return Read(suite_.agencies, request->name(), response);
  }
  Status CreateAgency(ServerContext*, const budget::v1::CreateAgencyRequest* request,
                      Agency* response) override {
    return suite_.Mutate("CreateAgency", *request, response, [&] {
      *response = request->agency();
      response->set_etag(suite_.NextEtag());
      suite_.agencies[response->name()] = *response;
      return absl::OkStatus();
    });
  }
  Status UpdateAgency(ServerContext*, const budget::v1::UpdateAgencyRequest* request,
                      Agency* response) override {
    return suite_.Mutate("UpdateAgency", *request, response, [&] {
      Agency& held = suite_.agencies[request->agency().name()];
      if (absl::Status etag = CheckEtag(held.etag(), request->agency().etag()); !etag.ok()) return etag;
      held = request->agency();
      held.set_etag(suite_.NextEtag());
      *response = held;
      return absl::OkStatus();
    });
  }

 private:
  FakeSuite& suite_;
};

class FakeSuite::Budgets final : public budget::v1::BudgetService::Service {
 public:
  explicit Budgets(FakeSuite& suite) : suite_(suite) {}

  Status GetBudget(ServerContext*, const budget::v1::GetBudgetRequest* request, Budget* response) override {
    return Read(suite_.budgets, request->name(), response);
  }

  Status CreateBudget(ServerContext*, const budget::v1::CreateBudgetRequest* request,
                      Budget* response) override {
    return suite_.Mutate("CreateBudget", *request, response, [&]() -> absl::Status {
      const std::string& name = request->budget().name();
      if (suite_.budgets.contains(name)) return errors::Error(Reason::kAlreadyExists, {{"name", name}});
      WriteLines(request->budget().content().lines(), suite_.lines[name]);
      suite_.budgets[name] = request->budget();
      suite_.budgets[name].set_state(budget::v1::BUDGET_STATE_DRAFT);
      suite_.budgets[name].mutable_content()->clear_lines();
      Finish(name, response);
      return absl::OkStatus();
    });
  }

  Status UpdateBudget(ServerContext*, const budget::v1::UpdateBudgetRequest* request,
                      Budget* response) override {
    return suite_.Mutate("UpdateBudget", *request, response, [&] {
      Budget& held = suite_.budgets[request->budget().name()];
      if (absl::Status etag = CheckEtag(held.etag(), request->budget().etag()); !etag.ok()) return etag;
      *held.mutable_content() = request->budget().content();
      suite_.updates.push_back(*request);
      Finish(held.name(), response);
      return absl::OkStatus();
    });
  }

  Status WriteBudgetLines(ServerContext*, const budget::v1::WriteBudgetLinesRequest* request,
                          budget::v1::WriteBudgetLinesResponse* response) override {
    return suite_.Mutate("WriteBudgetLines", *request, response, [&] {
      Lines& lines = suite_.lines[request->name()];
      const std::string etag = suite_.budgets[request->name()].etag();
      if (absl::Status checked = CheckEtag(etag, request->etag()); !checked.ok()) return checked;
      response->set_removed_count(request->replace_all() ? static_cast<int>(lines.size())
                                                         : request->removals_size());
      if (request->replace_all()) lines.clear();
      for (const auto& key : request->removals()) lines.erase(KeyOf(key.line()));
      WriteLines(request->lines(), lines);
      suite_.batches.push_back(*request);
      Finish(request->name(), response->mutable_budget());
      return absl::OkStatus();
    });
  }

  // Pages of 1,000 lines; the token is the place to go on from.
  Status ListBudgetLines(ServerContext*, const budget::v1::ListBudgetLinesRequest* request,
                         budget::v1::ListBudgetLinesResponse* response) override {
    const Lines& lines = suite_.lines[request->parent()];
    const size_t begin = request->page_token().empty() ? 0 : std::stoul(request->page_token());
    const size_t end = std::min(begin + 1000, lines.size());
    auto line = std::next(lines.begin(), static_cast<std::ptrdiff_t>(begin));
    for (size_t at = begin; at < end; ++at, ++line) *response->add_lines() = line->second;
    if (end < lines.size()) response->set_next_page_token(std::to_string(end));
    return Status::OK;
  }

  Status SubmitBudget(ServerContext*, const budget::v1::SubmitBudgetRequest* request,
                      BudgetRevision* response) override {
    return suite_.Mutate("SubmitBudget", *request, response, [&] {
      Budget& held = suite_.budgets[request->name()];
      if (absl::Status etag = CheckEtag(held.etag(), request->etag()); !etag.ok()) return etag;
      response->set_name(request->name() + "/revisions/1");
      response->set_state(budget::v1::REVISION_STATE_SUBMITTED);
      response->set_digest("cb1:sha256:00");
      held.set_state(budget::v1::BUDGET_STATE_SUBMITTED);
      held.set_latest_revision(response->name());
      suite_.revisions[response->name()] = *response;
      held.set_etag(suite_.NextEtag());
      return absl::OkStatus();
    });
  }

  Status GetBudgetRevision(ServerContext*, const budget::v1::GetBudgetRevisionRequest* request,
                           BudgetRevision* response) override {
    return Read(suite_.revisions, request->name(), response);
  }

  Status ApproveBudget(ServerContext*, const budget::v1::ApproveBudgetRequest* request,
                       BudgetRevision* response) override {
    return suite_.Mutate("ApproveBudget", *request, response, [&] {
      suite_.approval = *request;
      BudgetRevision& held = suite_.revisions[request->name()];
      if (request->digest() != held.digest()) return errors::Error(Reason::kDigestMismatch);
      held.set_state(budget::v1::REVISION_STATE_APPROVED);
      held.mutable_decision()->set_legal_date(request->legal_date());
      *response = held;
      return absl::OkStatus();
    });
  }

 private:
  // The stored budget after a change, with its new etag.
  void Finish(const std::string& name, Budget* response) {
    Budget& held = suite_.budgets[name];
    held.set_etag(suite_.NextEtag());
    held.set_line_count(static_cast<int>(suite_.lines[name].size()));
    *response = held;
  }

  FakeSuite& suite_;
};

class FakeSuite::Performance final : public performance::v1::PerformanceService::Service {
 public:
  explicit Performance(FakeSuite& suite) : suite_(suite) {}

  Status GetProgressReport(ServerContext*, const performance::v1::GetProgressReportRequest* request,
                           ProgressReport* response) override {
    return Read(suite_.reports, request->name(), response);
  }
  Status WriteProgressReport(ServerContext*, const performance::v1::WriteProgressReportRequest* request,
                             ProgressReport* response) override {
    return suite_.Mutate("WriteProgressReport", *request, response, [&] {
      ProgressReport& held = suite_.reports[request->progress_report().name()];
      if (absl::Status etag = CheckEtag(held.etag(), request->progress_report().etag()); !etag.ok())
        return etag;
      held = request->progress_report();
      held.set_etag(suite_.NextEtag());
      *response = held;
      return absl::OkStatus();
    });
  }

 private:
  FakeSuite& suite_;
};

FakeSuite::FakeSuite()
    : agency_service_(std::make_unique<Agencies>(*this)),
      budget_service_(std::make_unique<Budgets>(*this)),
      performance_service_(std::make_unique<Performance>(*this)) {
  grpc::ServerBuilder builder;
  const testing::TestCertificate certificate = ca_.Issue("localhost");
  grpc::SslServerCredentialsOptions tls;
  tls.pem_key_cert_pairs.push_back({certificate.private_key_pem, certificate.certificate_pem});
  builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(tls), &port_);
  builder.RegisterService(agency_service_.get());
  builder.RegisterService(budget_service_.get());
  builder.RegisterService(performance_service_.get());
  builder.RegisterService(&trail);
  server_ = builder.BuildAndStart();
}

FakeSuite::~FakeSuite() {
  server_->Shutdown();
}

std::string FakeSuite::address() const {
  return "localhost:" + std::to_string(port_);
}

}  // namespace clearbudget::cli
