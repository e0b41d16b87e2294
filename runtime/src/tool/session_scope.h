// Part of the Hocket project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tools of one session share: the connection to a server, the workers
// of a module. Tools hold what they use; it goes with the last of them.
#ifndef HOCKET_TOOL_SESSION_SCOPE_H
#define HOCKET_TOOL_SESSION_SCOPE_H

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace hocket {

/// Thread-safe. `Resource` must be the same type at every use of a key; let a key
/// begin with the provider's name.
class SessionScope {
public:
  /// The resource of this key, made by `make()`, a std::shared_ptr<Resource>, at its
  /// first use. `make` runs with the scope locked and must not wait.
  template <typename Resource, typename Make>
  std::shared_ptr<Resource> share(const std::string &key, Make &&make) {
    std::lock_guard lock(mutex);
    std::shared_ptr<void> &place = resources[key];
    if (!place)
      place = std::forward<Make>(make)();
    return std::static_pointer_cast<Resource>(place);
  }

private:
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<void>> resources;
};

} // namespace hocket

#endif // HOCKET_TOOL_SESSION_SCOPE_H
