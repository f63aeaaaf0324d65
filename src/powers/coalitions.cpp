// Finds the smallest coalitions of an authority by asking the ledger's own arithmetic about each
// set of holders whom it names, small sets first. A set that contains one found before is left out.
#include "powers/coalitions.h"

#include "codec/enough.h"

#include <algorithm>
#include <set>

namespace linlian::powers {
namespace {

using codec::v1::Authority;

// A role that no authority names: it counts where any role does.
constexpr const char* any_role = "(any)";

// NOLINTNEXTLINE(misc-no-recursion): the charter bounds the depth of an authority.
void add_named(const Authority& authority, std::set<Holder>& named) {
    if (authority.has_self() || authority.has_member()) named.insert(Holder{});
    if (authority.has_role()) {
        const auto& role = authority.role();
        named.insert({role.office_kind().empty() ? own_office : role.office_kind(), role.role()});
    }
    for (const auto& kind : authority.cosign().office_kinds())
        named.insert({kind, authority.cosign().role()});
    for (const auto& part : authority.all_of().of()) add_named(part, named);
    for (const auto& part : authority.any_of().of()) add_named(part, named);
}

// Somebody made up who holds exactly this; they owe it to nobody.
codec::Backer backer_of(const Holder& holder, std::size_t number) {
    codec::Backer backer{.member = {}, .kind = holder.kind};
    backer.member.data.front() = static_cast<std::uint8_t>(number + 1);
    backer.is_own = holder.kind == own_office;
    if (!holder.kind.empty()) backer.roles[holder.role.empty() ? any_role : holder.role];
    return backer;
}

// Goes through sets of holders by size, the smaller first, so that what it finds is smallest.
class Search {
  public:
    explicit Search(const Authority& authority)
        : authority_(authority), named_(named_holders(authority)) {}

    Smallest run() {
        for (std::size_t size = 1; size <= max_coalition; ++size) choose(0, size);
        return std::move(found_);
    }

  private:
    // NOLINTNEXTLINE(misc-no-recursion): as deep as a coalition has people.
    void choose(std::size_t from, std::size_t left) {
        if (left == 0) return ask();
        for (std::size_t i = from; i < named_.size(); ++i) {
            chosen_.push_back(named_[i]);
            // From `i` on and not `i + 1`: two people may hold the same role.
            choose(i, left - 1);
            chosen_.pop_back();
        }
    }
    void ask() {
        const auto holds = [this](const Coalition& smaller) {
            return std::ranges::includes(chosen_, smaller.holders);
        };
        if (std::ranges::any_of(found_.coalitions, holds)) return;
        // An authority may be wide; then the table says that larger coalitions were not looked at.
        if (++questions_ > max_questions) {
            found_.complete = false;
            return;
        }
        std::vector<codec::Backer> backers;
        for (const auto& holder : chosen_) backers.push_back(backer_of(holder, backers.size()));
        if (const auto days = codec::days_until_enough(authority_, backers))
            found_.coalitions.push_back({chosen_, *days});
    }

    const Authority& authority_;
    std::vector<Holder> named_;
    std::vector<Holder> chosen_;
    std::size_t questions_ = 0;
    Smallest found_;
};

}  // namespace

std::vector<Holder> named_holders(const Authority& authority) {
    std::set<Holder> named;
    add_named(authority, named);
    return {named.begin(), named.end()};
}

Smallest smallest_coalitions(const Authority& authority) { return Search{authority}.run(); }

}  // namespace linlian::powers
