// The people whom bodies have or gain, as groups: those of one body, or those of an office that was
// founded or whose chair was appointed, who owe what they are to bodies. Which bodies these are is
// all that the ledger asks of them too (codec/enough.h, Makers), so there are few different groups,
// and the steps of the closure come to an end.
#pragma once

#include "codec/enough.h"
#include "powers/closure.h"

namespace linlian::powers {

// Which office an act is about: where it names one, that of others.
enum class Office { any, of_others };
Office office_of(const Act& act);

// The names of roles that the authorities ask for, chair among them.
std::set<std::string> roles_named(const Acts& acts);

class Groups {
  public:
    Groups(std::set<std::string> roles, const Bodies& bodies);

    // Whether these people have the authority of the act, whatever notice it asks.
    bool have(const Act& act) const;
    // Adds offices of every kind that they could found with a chair of theirs. False: they had as
    // much before.
    bool found(const Act& founding, const Bodies& kinds);
    // Whether they could close a body of others of this kind.
    bool can_close(const Act& closing, const Act& election, const std::string& kind) const;
    // Adds bodies of others whose chair they could appoint while there is none.
    bool appoint(const Act& granting, const Bodies& kinds);

  private:
    struct Group {
        std::string kind;
        Bodies made_by;  // none: nobody's
    };
    using Which = std::vector<std::size_t>;

    // With residents, whom every group has beside it.
    std::vector<codec::Backer> people_of(const Which& which, Office office) const;
    void add_people(std::size_t group, Office office, std::vector<codec::Backer>& people) const;
    bool suffice(const std::vector<Act>& acts, const Which& which) const;
    // The bodies behind each set of groups that suffices for all of these acts.
    std::set<Bodies> makers(const std::vector<Act>& acts) const;
    Bodies bodies_behind(const Which& which) const;
    bool add(const std::string& kind, const Bodies& made_by);
    Id16 person(std::size_t group, std::size_t number) const;

    std::set<std::string> roles_;
    Bodies bodies_;
    std::vector<Group> groups_;  // those of bodies_ first, in their order
};

}  // namespace linlian::powers
