// Authorities in words, and back from the line that a refusal carries. To read it begin with
// authority_words at the end: it takes one kind after the other. LineReader is for lines that a
// node sent, which say what an act lacked.
#include "client/words/authority_words.h"

#include "client/shown/quoted.h"
#include "codec/text.h"
#include "modules/registry/authority/authority.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <vector>

namespace linlian::client {
namespace {

using codec::v1::Authority;
using codec::v1::Text;

Text text(std::string zh, std::string en) {
    Text text;
    text.set_zh(std::move(zh));
    text.set_en(std::move(en));
    return text;
}

// A kind or a role that the program has no word for stands as it is on the ledger; what is no word
// at all, as somebody's sentence would be, in brackets, for no office is called so.
Text word(const std::map<std::string, std::pair<const char*, const char*>>& words,
          const std::string& name) {
    const auto found = words.find(name);
    if (found != words.end()) return text(found->second.first, found->second.second);
    if (codec::is_word(name)) return text(name, name);
    const auto quoted = in_brackets(name);
    return text(quoted + "（没有这样的组织或职务 there is none）",
                quoted + " (no office and no role is called so)");
}

// An empty kind is no error: the charter leaves it open, and the act names the office.
Text kind_word(const std::string& kind) {
    static const std::map<std::string, std::pair<const char*, const char*>> words{
        {"party", {"党组织", "the Party organisation"}},
        {"street", {"街道办", "the street office"}},
        {"residents", {"居委会", "the residents' committee"}},
        {"owners", {"业委会", "the owners' committee"}},
        {"preparatory", {"筹备组", "the preparatory group"}},
        {"reelection", {"换届选举小组", "the re-election group"}},
        {"management", {"物业管理委员会", "the property management committee"}},
        {"property", {"物业公司", "the property company"}},
        {"shop", {"商户", "a shop"}},
        {"social", {"社会组织", "a social organisation"}},
        {"", {"该操作所指的组织", "the office that the act names"}}};
    return word(words, kind);
}

// An empty role is any role.
Text role_word(const std::string& role) {
    static const std::map<std::string, std::pair<const char*, const char*>> words{
        {"chair", {"负责人", "chair"}},
        {"clerk", {"经办人", "clerk"}},
        {"", {"任一任职人员", "holder of any role"}}};
    return word(words, role);
}

// "居委会经办人", "clerk of the residents' committee".
Text holder(const std::string& kind, const std::string& role) {
    const auto office = kind_word(kind);
    const auto what = role_word(role);
    return text(office.zh() + what.zh(), what.en() + " of " + office.en());
}

Text joined(const std::vector<Text>& parts, const char* zh_between, const char* en_between) {
    Text all;
    for (const auto& part : parts) {
        const bool first = all.en().empty();
        all.set_zh(all.zh() + (first ? "" : zh_between) + part.zh());
        all.set_en(all.en() + (first ? "" : en_between) + part.en());
    }
    return all;
}

// A part that is itself a list stands in brackets.
std::vector<Text> parts_of(const Authority::Set& set) {
    std::vector<Text> parts;
    for (const auto& part : set.of()) {
        auto words = authority_words(part);
        if (part.has_all_of() || part.has_any_of() || part.has_cosign())
            words = text("（" + words.zh() + "）", "(" + words.en() + ")");
        parts.push_back(std::move(words));
    }
    return parts;
}

// Who signs together. All of the kinds are joined by "and", one of them by "or"; else so many of a
// list.
Text cosign_words(const Authority::Cosign& cosign) {
    std::vector<Text> holders;
    for (const auto& kind : cosign.office_kinds()) holders.push_back(holder(kind, cosign.role()));
    if (static_cast<int>(cosign.offices()) == cosign.office_kinds_size())
        return joined(holders, "和", " and ");
    if (cosign.offices() == 1) return joined(holders, "或", " or ");
    const auto list = joined(holders, "、", ", ");
    return text(fmt::format("下列 {} 类组织各一人：{}", cosign.offices(), list.zh()),
                fmt::format("one person each of {} of these: {}", cosign.offices(), list.en()));
}

// Days of public notice, and who can stop the act meanwhile, where anybody can.
Text notice_words(const Authority::Notice& notice) {
    const auto zh = fmt::format("公示 {} 天", notice.days());
    const auto en = fmt::format("{} days of public notice", notice.days());
    if (!notice.has_stopped_by()) return text(zh, en);
    const auto who = cosign_words(notice.stopped_by());
    return text(fmt::format("{}（可由{}提出异议而中止）", zh, who.zh()),
                fmt::format("{} (stopped where these object: {})", en, who.en()));
}

// Reads authority_line backwards; it is the word of a node, so depth and numbers are bounded.
class LineReader {
  public:
    explicit LineReader(std::string_view line) : rest_(line) {}

    // Nothing where the line does not end with the authority: half of one is none.
    std::optional<Authority> whole() {
        auto authority = part(max_depth);
        if (!authority || !rest_.empty()) return std::nullopt;
        return authority;
    }

  private:
    static constexpr int max_depth = 4;  // deeper ones no charter holds

    // NOLINTNEXTLINE(misc-no-recursion): max_depth bounds it.
    std::optional<Authority> part(int depth) {
        if (depth == 0) return std::nullopt;
        Authority authority;
        if (skip("all(")) return set(depth, authority, *authority.mutable_all_of());
        if (skip("any(")) return set(depth, authority, *authority.mutable_any_of());
        const auto end = std::min(rest_.find_first_of(",)"), rest_.size());
        const auto fields = split(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return simple(fields);
    }

    // The rest of "all(…)" or "any(…)", behind the bracket that opens it.
    // NOLINTNEXTLINE(misc-no-recursion): max_depth bounds it.
    std::optional<Authority> set(int depth, Authority& authority, Authority::Set& of) {
        do {
            auto one = part(depth - 1);
            if (!one) return std::nullopt;
            *of.add_of() = std::move(*one);
        } while (skip(", "));
        if (!skip(")")) return std::nullopt;
        return std::move(authority);
    }

    // An authority without others inside it, by the fields between its colons: "self", "member",
    // "role:KIND:ROLE", "notice:DAYS", "notice:DAYS:OFFICES:ROLE:KIND…",
    // "cosign:OFFICES:ROLE:KIND…" or "none". With the wrong number of fields it is nothing, so that
    // no word of a node is told as one of the charter.
    static std::optional<Authority> simple(const std::vector<std::string>& fields) {
        Authority authority;
        const auto& kind = fields[0];
        if (kind == "self" && fields.size() == 1) {
            authority.mutable_self();
        } else if (kind == "member" && fields.size() == 1) {
            authority.mutable_member();
        } else if (kind == "role" && fields.size() == 3) {
            if (!are_words(fields, 1)) return std::nullopt;
            authority.mutable_role()->set_office_kind(fields[1]);
            authority.mutable_role()->set_role(fields[2]);
        } else if (kind == "notice" && fields.size() == 2 && number(fields[1])) {
            authority.mutable_notice()->set_days(*number(fields[1]));
        } else if (kind == "notice" && fields.size() >= 5 && number(fields[1]) &&
                   number(fields[2]) && are_words(fields, 3)) {
            authority.mutable_notice()->set_days(*number(fields[1]));
            fill(*authority.mutable_notice()->mutable_stopped_by(), fields, 2);
        } else if (kind == "cosign" && fields.size() >= 4 && number(fields[1]) &&
                   are_words(fields, 2)) {
            fill(*authority.mutable_cosign(), fields, 1);
        } else if (kind != "none" || fields.size() != 1) {
            return std::nullopt;
        }
        return authority;
    }

    // The number of offices, the role and the kinds, which begin at this field.
    static void fill(Authority::Cosign& cosign, const std::vector<std::string>& fields,
                     std::size_t from) {
        cosign.set_offices(*number(fields[from]));
        cosign.set_role(fields[from + 1]);
        for (std::size_t i = from + 2; i < fields.size(); ++i) cosign.add_office_kinds(fields[i]);
    }

    // Roles and kinds from this field on; empty: any.
    static bool are_words(const std::vector<std::string>& fields, std::size_t from) {
        return std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(from), fields.end(),
                           [](const auto& one) { return one.empty() || codec::is_word(one); });
    }

    // Decimal digits alone, and no more than fit.
    static std::optional<std::uint32_t> number(const std::string& text) {
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
        return value;
    }

    // Between colons; at least one field, which may be empty.
    static std::vector<std::string> split(std::string_view text) {
        std::vector<std::string> fields(1);
        for (const char c : text) {
            if (c == ':')
                fields.emplace_back();
            else
                fields.back() += c;
        }
        return fields;
    }

    // Takes these characters where the rest begins with them.
    bool skip(std::string_view begin) {
        if (!rest_.starts_with(begin)) return false;
        rest_.remove_prefix(begin.size());
        return true;
    }

    std::string_view rest_;
};

}  // namespace

std::optional<Text> authority_line_words(std::string_view line) {
    const auto authority = LineReader{line}.whole();
    if (!authority) return std::nullopt;
    return authority_words(*authority);
}

Text authority_words(const Authority& authority) {
    switch (authority.kind_case()) {
        case Authority::kSelf:
            return text("本人", "the person whose matter it is");
        case Authority::kMember:
            return text("任何已启用密钥的成员", "any member with an active key");
        case Authority::kRole:
            return holder(authority.role().office_kind(), authority.role().role());
        case Authority::kCosign:
            return cosign_words(authority.cosign());
        case Authority::kNotice:
            return notice_words(authority.notice());
        case Authority::kAllOf:
            return joined(parts_of(authority.all_of()), "，并且", ", and ");
        case Authority::kAnyOf:
            return joined(parts_of(authority.any_of()), "，或者", ", or ");
        default:
            return text("无人", "nobody");
    }
}

codec::v1::Text office_kind_words(const std::string& kind) { return kind_word(kind); }

std::string authority_line(const codec::v1::Authority& authority) {
    return registry::authority_line(authority);
}

}  // namespace linlian::client
