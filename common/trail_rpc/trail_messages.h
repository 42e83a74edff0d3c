// The trail's messages of the contract, from and to its records.
#pragma once

#include "clearbudget/trail/v1/trail.pb.h"
#include "common/trail_export/record.h"
#include "common/trail_store/checkpoint_rows.h"
#include "common/trail_store/entries.h"

namespace clearbudget::trail_rpc {

trail::v1::TrailEntry ToMessage(const trail_store::Entry& entry);
trail::v1::TrailCheckpoint ToMessage(const trail_store::SignedCheckpoint& checkpoint);

// Of a request whose fields were checked.
trail_store::EntryFilter FilterOf(const trail::v1::TrailFilter& filter);
trail_export::Filter StatedFilterOf(const trail::v1::TrailFilter& filter);

}  // namespace clearbudget::trail_rpc
