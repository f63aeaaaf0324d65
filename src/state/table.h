// Typed tables over ordered byte keys: Table<v1::Premises, Id16> premises{"registry/premises/"}.
// Rows go in and out by value; a row that does not decode is corruption, never input, so CHECK.
// A personal table says whom its rows are about, puts a salt (32 bytes) before each row and has its
// rows where strangers cannot look for them: see place.h.
#pragma once

#include "base/check.h"
#include "codec/key.h"
#include "codec/wire.h"
#include "state/overlay.h"

#include <tuple>
#include <vector>

namespace linlian::state {

// What strangers may know of a table: its rows and their places; nothing that can be tried out;
// nothing, and no proof of it is given to anybody.
enum class Privacy { open, personal, hidden };

// Whom a row of a personal table is about: these parts of its key, all of fixed width. Whoever is
// entitled to a subject gets its secret, and with it the proofs of its rows.
struct Subject {
    const char* kind;       // "person"; the modules say who is entitled to one
    std::size_t first = 0;  // the first of its parts
    std::size_t parts = 1;
};

// What generic code (export, proofs, invariants, the command line) may know of a table.
struct TableInfo {
    std::string path;  // "registry/premises/"; no path is the beginning of another
    const google::protobuf::Descriptor* row = nullptr;
    Privacy privacy = Privacy::open;
    std::vector<codec::KeyPart> parts;
    // Of personal tables: the kind of the subject, and where in a key its bytes are.
    std::string subject_kind = {};
    std::size_t subject_at = 0;
    std::size_t subject_bytes = 0;

    // The row message within a stored value, without the salt of personal tables.
    BytesView row_bytes(BytesView value) const {
        if (privacy != Privacy::personal) return value;
        CHECK(value.size() >= Hash32::size);
        return value.substr(Hash32::size);
    }
};

template <class Row, class... Parts>
class Table {
  public:
    constexpr explicit Table(const char* path, Privacy privacy = Privacy::open)
        : path_(path), privacy_(privacy) {}
    // A personal table.
    constexpr Table(const char* path, Subject subject)
        : path_(path), privacy_(Privacy::personal), subject_(subject) {}

    Bytes key(const Parts&... parts) const { return prefix(parts...); }

    std::optional<Row> find(const StateView& view, const Parts&... parts) const {
        const auto value = view.get(key(parts...));
        return value ? std::optional{decode(*value)} : std::nullopt;
    }
    bool has(const StateView& view, const Parts&... parts) const {
        return view.get(key(parts...)).has_value();
    }
    void put(Overlay& state, const Parts&... parts, const Row& row) const {
        Bytes at = key(parts...);
        Bytes value = privacy_ == Privacy::personal ? state.row_salt(at).bytes() : Bytes{};
        value += codec::encode(row);
        state.put(at, std::move(value));
    }
    void erase(Overlay& state, const Parts&... parts) const { state.erase(key(parts...)); }

    // Visits rows in key order until `visit(parts, row)` returns false. `first` are leading parts
    // that all visited rows share.
    template <class Visit, class... First>
    void scan(const StateView& view, const Visit& visit, const First&... first) const {
        const Bytes from = prefix(first...);
        scan_range(view, from, end_of_prefix(from), visit);
    }
    // The same from `from` (a full key, included) to the end of the rows that share `first`.
    template <class Visit, class... First>
    void scan_from(const StateView& view, const Bytes& from, const Visit& visit,
                   const First&... first) const {
        scan_range(view, from, end_of_prefix(prefix(first...)), visit);
    }

    TableInfo info() const {
        TableInfo info{path_, Row::descriptor(), privacy_, {codec::part_kind(Parts{})...}};
        CHECK((privacy_ == Privacy::personal) == (subject_.kind != nullptr));
        if (subject_.kind != nullptr) put_subject(info);
        return info;
    }
    const char* path() const { return path_; }
    // The parts of a full key of this table.
    std::tuple<Parts...> parts_of(BytesView key) const {
        std::tuple<Parts...> parts;
        key.remove_prefix(std::string_view{path_}.size());
        const bool read = std::apply(
            [&key](auto&... part) { return (codec::read_key(key, part) && ... && key.empty()); },
            parts);
        CHECK(read);
        return parts;
    }

  private:
    void put_subject(TableInfo& info) const {
        info.subject_kind = subject_.kind;
        info.subject_at = info.path.size();
        CHECK(subject_.parts > 0 && subject_.first + subject_.parts <= info.parts.size());
        for (std::size_t i = 0; i < subject_.first + subject_.parts; ++i) {
            const std::size_t width = codec::part_width(info.parts[i]);
            CHECK(width > 0);  // a subject never stands behind a text
            (i < subject_.first ? info.subject_at : info.subject_bytes) += width;
        }
    }
    template <class... Some>
    Bytes prefix(const Some&... some) const {
        Bytes bytes{path_};
        (codec::append_key(bytes, some), ...);
        return bytes;
    }
    Row decode(BytesView value) const {
        if (privacy_ == Privacy::personal) value.remove_prefix(Hash32::size);
        Row row;
        CHECK(row.ParseFromArray(value.data(), static_cast<int>(value.size())));
        return row;
    }
    template <class Visit>
    void scan_range(const StateView& view, BytesView from, BytesView to, const Visit& visit) const {
        view.scan(from, to, [&](BytesView key, BytesView value) {
            return visit(parts_of(key), decode(value));
        });
    }

    const char* path_;
    Privacy privacy_;
    Subject subject_{nullptr};
};

}  // namespace linlian::state
