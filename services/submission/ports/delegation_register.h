#pragma once

#include "services/submission/domain/delegation.h"

namespace clearbudget::submission {

// The delegations at hand, so that every call under one can be checked without reading the store.
class DelegationRegister {
 public:
  virtual ~DelegationRegister() = default;

  // After every stored change.
  virtual void Put(const Delegation& delegation) = 0;
};

}  // namespace clearbudget::submission
