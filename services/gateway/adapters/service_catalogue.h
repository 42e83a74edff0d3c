// The contracts that the gateway describes to its clients.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace google::protobuf {
class DescriptorPool;
class FileDescriptor;
}  // namespace google::protobuf

namespace clearbudget::gateway {

// Reads a serialized FileDescriptorSet with its imports, once; never changes afterwards.
class ServiceCatalogue {
 public:
  // INVALID_ARGUMENT when the bytes are no descriptor set or an import is missing.
  static absl::StatusOr<std::unique_ptr<ServiceCatalogue>> Parse(std::string_view file_descriptor_set);
  // NOT_FOUND when there is no such file; else as Parse.
  static absl::StatusOr<std::unique_ptr<ServiceCatalogue>> Load(const std::string& path);
  ~ServiceCatalogue();

  // Full names, sorted.
  const std::vector<std::string>& services() const { return services_; }
  bool HasService(std::string_view name) const;

  // Serialized FileDescriptorProtos: the file, then everything it imports. Empty: there is no such thing.
  std::vector<std::string> FileByName(std::string_view name) const;
  std::vector<std::string> FileBySymbol(std::string_view symbol) const;
  std::vector<std::string> FileByExtension(std::string_view type, std::int32_t number) const;

  bool HasType(std::string_view type) const;
  std::vector<std::int32_t> ExtensionNumbers(std::string_view type) const;

 private:
  ServiceCatalogue();

  std::unique_ptr<google::protobuf::DescriptorPool> pool_;
  std::vector<std::string> services_;
};

}  // namespace clearbudget::gateway
