#include "services/gateway/adapters/service_catalogue.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

namespace clearbudget::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

// Collects what stands wrong in a descriptor set; the library would print it otherwise.
class ErrorCollector final : public google::protobuf::DescriptorPool::ErrorCollector {
 public:
  void AddError(const std::string& file, const std::string& element, const google::protobuf::Message*,
                ErrorLocation, const std::string& message) override {
    if (first_.empty()) first_ = fmt::format("{}: {}: {}", file, element, message);
  }
  const std::string& first() const { return first_; }

 private:
  std::string first_;
};

void AddWithImports(const FileDescriptor* file, std::set<const FileDescriptor*>& seen,
                    std::vector<std::string>& files) {
  if (!seen.insert(file).second) return;
  google::protobuf::FileDescriptorProto proto;
  file->CopyTo(&proto);
  files.push_back(proto.SerializeAsString());
  for (int i = 0; i < file->dependency_count(); ++i) AddWithImports(file->dependency(i), seen, files);
}

std::vector<std::string> WithImports(const FileDescriptor* file) {
  std::vector<std::string> files;
  std::set<const FileDescriptor*> seen;
  if (file != nullptr) AddWithImports(file, seen, files);
  return files;
}

}  // namespace

ServiceCatalogue::ServiceCatalogue() : pool_(std::make_unique<google::protobuf::DescriptorPool>()) {}
ServiceCatalogue::~ServiceCatalogue() = default;

absl::StatusOr<std::unique_ptr<ServiceCatalogue>> ServiceCatalogue::Parse(
    std::string_view file_descriptor_set) {
  google::protobuf::FileDescriptorSet set;
  if (!set.ParseFromArray(file_descriptor_set.data(), static_cast<int>(file_descriptor_set.size()))) {
    return absl::InvalidArgumentError("the file is no FileDescriptorSet");
  }
  std::unique_ptr<ServiceCatalogue> catalogue(new ServiceCatalogue());
  ErrorCollector errors;
  for (const google::protobuf::FileDescriptorProto& proto : set.file()) {
    const FileDescriptor* file = catalogue->pool_->BuildFileCollectingErrors(proto, &errors);
    if (file == nullptr) return absl::InvalidArgumentError(errors.first());
    for (int i = 0; i < file->service_count(); ++i)
      catalogue->services_.push_back(file->service(i)->full_name());
  }
  std::sort(catalogue->services_.begin(), catalogue->services_.end());
  return catalogue;
}

absl::StatusOr<std::unique_ptr<ServiceCatalogue>> ServiceCatalogue::Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(fmt::format("cannot read the descriptor set {}", path));
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return Parse(bytes);
}

bool ServiceCatalogue::HasService(std::string_view name) const {
  return std::binary_search(services_.begin(), services_.end(), name, std::less<>());
}

std::vector<std::string> ServiceCatalogue::FileByName(std::string_view name) const {
  return WithImports(pool_->FindFileByName(std::string(name)));
}

std::vector<std::string> ServiceCatalogue::FileBySymbol(std::string_view symbol) const {
  return WithImports(pool_->FindFileContainingSymbol(std::string(symbol)));
}

std::vector<std::string> ServiceCatalogue::FileByExtension(std::string_view type, std::int32_t number) const {
  const Descriptor* const extended = pool_->FindMessageTypeByName(std::string(type));
  if (extended == nullptr) return {};
  const FieldDescriptor* const extension = pool_->FindExtensionByNumber(extended, number);
  return extension == nullptr ? std::vector<std::string>() : WithImports(extension->file());
}

bool ServiceCatalogue::HasType(std::string_view type) const {
  return pool_->FindMessageTypeByName(std::string(type)) != nullptr;
}

std::vector<std::int32_t> ServiceCatalogue::ExtensionNumbers(std::string_view type) const {
  const Descriptor* const extended = pool_->FindMessageTypeByName(std::string(type));
  if (extended == nullptr) return {};
  std::vector<const FieldDescriptor*> extensions;
  pool_->FindAllExtensions(extended, &extensions);
  std::vector<std::int32_t> numbers;
  for (const FieldDescriptor* extension : extensions) numbers.push_back(extension->number());
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace clearbudget::gateway
