// Authorities drawn from a seed, for tests that hold a rule over many of them.
#pragma once

#include "codec/options.pb.h"

#include <random>
#include <string>
#include <vector>

namespace linlian::kit {

class RandomAuthority {
  public:
    using Authority = codec::v1::Authority;

    RandomAuthority(unsigned seed, std::vector<std::string> kinds)
        : random_(seed), kinds_(std::move(kinds)) {}

    Authority make(int levels = 3) {
        Authority authority;
        switch (below(levels > 1 ? 6 : 4)) {
            case 0:
                authority.mutable_self();
                break;
            case 1:
                authority.mutable_member();
                break;
            case 2:
                authority.mutable_role()->set_role(word({"", "chair", "clerk"}));
                if (below(3) != 0) authority.mutable_role()->set_office_kind(word(kinds_));
                break;
            case 3:
                authority.mutable_cosign()->set_offices(1 + below(3));
                authority.mutable_cosign()->set_role(word({"", "chair", "clerk"}));
                for (const auto& kind : kinds_)
                    if (below(4) != 0) authority.mutable_cosign()->add_office_kinds(kind);
                break;
            case 4:
                fill(*authority.mutable_all_of(), levels);
                break;
            default:
                fill(*authority.mutable_any_of(), levels);
        }
        return authority;
    }

  private:
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }
    std::string word(const std::vector<std::string>& words) {
        return words[below(static_cast<unsigned>(words.size()))];
    }
    void fill(Authority::Set& set, int levels) {
        const unsigned count = 1 + below(3);
        for (unsigned i = 0; i < count; ++i) *set.add_of() = make(levels - 1);
    }

    std::mt19937 random_;
    std::vector<std::string> kinds_;
};

}  // namespace linlian::kit
