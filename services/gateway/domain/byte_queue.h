// Bytes on their way from one connection to another.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace clearbudget::gateway {

// First in, first out. Its bound is the flow-control window of the stream that fills it.
class ByteQueue {
 public:
  bool empty() const { return head_ == bytes_.size(); }
  std::size_t size() const { return bytes_.size() - head_; }

  // Everything that waits; holds until the queue changes.
  std::string_view view() const { return std::string_view(bytes_).substr(head_); }

  void Append(std::string_view bytes) {
    // Moving the rest to the front when most of the buffer is spent keeps both work and memory linear.
    if (head_ > 0 && head_ >= size()) {
      bytes_.erase(0, head_);
      head_ = 0;
    }
    bytes_.append(bytes);
  }

  // Moves up to `capacity` bytes to `out` and says how many.
  std::size_t Read(char* out, std::size_t capacity) {
    const std::size_t count = std::min(capacity, size());
    if (count > 0) std::memcpy(out, bytes_.data() + head_, count);
    Drop(count);
    return count;
  }

  void Drop(std::size_t count) {
    head_ += std::min(count, size());
    if (head_ == bytes_.size()) Clear();
  }

  void Clear() {
    head_ = 0;
    // A queue that once held a full window gives its memory back.
    if (bytes_.capacity() > kKeptCapacity) {
      std::string().swap(bytes_);
    } else {
      bytes_.clear();
    }
  }

 private:
  static constexpr std::size_t kKeptCapacity = 32 * 1024;

  std::string bytes_;
  std::size_t head_ = 0;
};

}  // namespace clearbudget::gateway
