// What ids of a ledger stand for, for whoever reads before signing: offices and estates by the
// names that the ledger has, people and doors by the registrar's opened names file, where the
// reader has one. An id that is not known stays an id, in groups of four as papers print it.
#pragma once

#include "apps/ledger_door.h"
#include "base/bytes.h"

#include <map>
#include <string>

namespace linlian::apps {

class LedgerNames {
  public:
    // `names_file` may be empty. Refusals: of the node, and those of read_opened_names; apps.
    // OTHER_COMMUNITY_NAMES for a file of another community.
    static Result<LedgerNames> gather(LedgerDoor& door, const std::string& names_file);

    // "居委会（3f2a 90bc …）", or the id alone. Bytes of another length than an id are shown as
    // hex.
    std::string of(const Bytes& id) const;
    void know(const Bytes& id, std::string name) { names_[id] = std::move(name); }
    // The same where nothing is known of the id yet.
    void learn(const Bytes& id, std::string name) { names_.try_emplace(id, std::move(name)); }

  private:
    std::map<Bytes, std::string> names_;
};

}  // namespace linlian::apps
