// The registry's section of a genesis document: estates, offices, founders and their roles. In a
// document things go by name; here they get ids. All faults are gathered, so that whoever writes a
// document sees them at once.
#include "modules/registry/genesis.h"

#include "codec/refusal.h"
#include "codec/text.h"
#include "crypto/keys.h"
#include "modules/registry/authority/reach.h"
#include "modules/registry/keys/keyring.h"
#include "modules/registry/limits.h"
#include "modules/registry/offices/roles.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <map>
#include <set>

namespace linlian::registry {
namespace {

// Numbers of fresh ids: each kind counts from its own start.
// A list may hold a million entries before numbers of two kinds could meet.
constexpr std::uint64_t office_ids = 0;
constexpr std::uint64_t estate_ids = 1'000'000;
constexpr std::uint64_t member_ids = 2'000'000;

// The document as it is read, with the faults found so far.
class Reader {
  public:
    Reader(machine::Context& context, const v1::Genesis& genesis)
        : context_(context), genesis_(genesis) {}

    // Estates before offices, which name them, and offices before founders, who hold roles in them.
    std::vector<Refusal> read() {
        if (static_cast<std::size_t>(genesis_.estates_size()) > max_estates)
            fail("estates", "are more than " + std::to_string(max_estates));
        for (int i = 0; i < genesis_.estates_size(); ++i) read_estate(i);
        for (int i = 0; i < genesis_.offices_size(); ++i) read_office(i);
        for (int i = 0; i < genesis_.founders_size(); ++i) read_founder(i);
        if (!has_party_chair_) fail("founders", "nobody is chair of the Party organisation");
        if (!faults_.empty()) return std::move(faults_);  // the rest would follow from these
        // Offices of the first day count at once; the charter stands already.
        for (const auto& [act, missing] : out_of_reach(context_))
            fail("founders", "nobody could do " + act.first + in_estate(act.second) + ": " +
                                 missing + " is missing");
        return std::move(faults_);
    }

  private:
    void fail(const std::string& path, const std::string& reason) {
        faults_.push_back(codec::make_refusal(machine::v1::GENESIS_FAULT,
                                              {{"path", "registry." + path}, {"reason", reason}}));
    }

    // Said where there are several.
    std::string in_estate(const std::optional<Id16>& estate) const {
        for (const auto& [name, id] : estates_)
            if (estates_.size() > 1 && estate == id) return " in " + name;
        return {};
    }

    static std::string at(const char* list, int i) {
        return std::string{list} + "[" + std::to_string(i) + "]";
    }

    // Its form is checked as that of the act that founds an office, so both refuse the same.
    void read_office(int i) {
        const auto& line = genesis_.offices(i);
        const auto path = at("offices", i);
        const auto estate = estates_.find(line.estate());
        if (!line.estate().empty() && estate == estates_.end())
            return fail(path, "no estate of this document is called " + line.estate());
        v1::FoundOffice form;
        if (!has_elected_chairs_only(line.kind()))
            form.set_chair(Bytes(Id16::size, 'c'));  // its form is all that is asked here
        form.set_kind(line.kind());
        form.set_name(line.name());
        if (estate != estates_.end()) form.set_estate(estate->second.bytes());
        if (!well_formed(form)) return fail(path, office_fault(line));
        const Id16 id = context_.fresh_id(office_ids + static_cast<std::uint64_t>(i));
        if (stands_already(context_.view(), form))
            return fail(path,
                        "its name stands twice, or looks like another one, or its estate has an "
                        "owners' committee already");
        offices_.emplace(line.name(), id);
        kinds_[id] = line.kind();
        v1::Office row;
        row.set_kind(line.kind());
        row.set_name(line.name());
        row.set_estate(form.estate());
        row.set_second(is_second(context_.view(), form));
        offices.put(context_.state(), id, row);
    }

    static std::string office_fault(const v1::FoundingOffice& line) {
        if (check_office_estate(line.kind(), line.estate())) return "needs a kind (a-z) and a name";
        if (line.estate().empty())
            return "an office of kind " + line.kind() + " names its estate (estate = \"...\")";
        return "an office of kind " + line.kind() +
               " is of the whole community: it names no estate";
    }

    void read_estate(int i) {
        const auto& name = genesis_.estates(i);
        const Id16 id = context_.fresh_id(estate_ids + static_cast<std::uint64_t>(i));
        if (name.empty() || !looks_.insert(codec::folded(name)).second)
            return fail(at("estates", i), "is empty, stands twice or looks like another one");
        estates_.emplace(name, id);
        v1::Estate row;
        row.set_name(name);
        estates.put(context_.state(), id, row);
    }

    // Founders have an active key from the start: nobody is there who could check them.
    void read_founder(int i) {
        const auto& line = genesis_.founders(i);
        if (!PublicKey::decode(line.key())) return fail(at("founders", i), "key is not valid");
        if (!keys_.insert(line.key()).second) return fail(at("founders", i), "key stands twice");
        const Id16 member = context_.fresh_id(member_ids + static_cast<std::uint64_t>(i));
        members.put(context_.state(), member, v1::Member{});
        add_member_key(context_, member, line.key(), {v1::KEY_ACTIVE, v1::GENESIS, {}, {}});
        for (const auto& role : line.roles()) read_role(at("founders", i), member, role);
    }

    void read_role(const std::string& path, const Id16& member, const v1::FoundingRole& line) {
        const auto office = offices_.find(line.office());
        if (office == offices_.end()) return fail(path, "no office is called " + line.office());
        v1::RevokeRole form;
        form.set_role(line.role());
        if (!well_formed(form)) return fail(path, "role must be a word (a-z)");
        v1::Role row;
        row.set_until_ms(line.until_ms());
        row.set_granted_by(context_.id().bytes());
        roles.put(context_.state(), member, office->second, line.role(), row);
        roles_in.put(context_.state(), office->second, member, line.role(), v1::Member{});
        if (kinds_[office->second] == "party" && line.role() == chair_role) has_party_chair_ = true;
    }

    machine::Context& context_;
    const v1::Genesis& genesis_;
    std::map<std::string, Id16> offices_;
    std::map<Id16, std::string> kinds_;
    std::map<std::string, Id16> estates_;
    std::set<std::string> looks_;  // of the names of estates so far
    std::set<Bytes> keys_;
    bool has_party_chair_ = false;
    std::vector<Refusal> faults_;
};

}  // namespace

std::vector<Refusal> apply_genesis(machine::Context& context, const v1::Genesis& genesis) {
    return Reader{context, genesis}.read();
}

}  // namespace linlian::registry
