// The contract of a module: one value that lists everything it has. A module is its folder and
// one line in modules/all_modules.cpp; the registry refuses an incomplete one at start.
#pragma once

#include "codec/field.h"
#include "contract/context.h"
#include "state/memo.h"
#include "state/table.h"

#include <functional>
#include <memory>

namespace linlian::machine {

using google::protobuf::Message;

// Each entry says whose it is once it stands in a registry (`module`): before its module is in
// force (Module::amendment) it is as if it were not there.
struct Module;

struct Act {
    const google::protobuf::Descriptor* type = nullptr;
    const Message* prototype = nullptr;  // an empty one: what others are made after
    std::function<Result<>(const Message&)> well_formed;  // no state; at the API and in the block
    std::function<Result<>(Context&, const Message&)> run;
    bool has_marks = true;  // codec::has_marks of its type
    // What it costs a node beyond what its schema says, in plain acts (limits.h): where that
    // follows from rows behind it, and told from few of them. Taken before it runs; not set: 0.
    std::function<std::uint64_t(const state::StateView&, const Message&)> cost = nullptr;
    const Module* module = nullptr;
};

// What a query sees: the rows of one committed height, and that height. With a memo (nullptr: none)
// it need not make again what another reading made. What is hidden depends on who asks alone.
struct Reading {
    const state::StateView& rows;
    BlockTime block;
    state::Memo* memo = nullptr;
    const Author* asker = nullptr;  // who signed a query that names its readers
};

struct Query {
    const google::protobuf::Descriptor* type = nullptr;
    const google::protobuf::Descriptor* reply = nullptr;
    std::function<Result<std::unique_ptr<Message>>(const Reading&, const Message&)> answer;
    // Whether `asker` (nullptr: nobody signed) may ask this; not set: everybody may. Goes together
    // with the annotation `readers`.
    std::function<Result<>(const Reading&, const Author* asker, const Message&)> entitled = nullptr;
    const Module* module = nullptr;
};

// A row of the state that shows others whose a secret is.
struct Voucher {
    Bytes key;
    Bytes value;
    Bytes more;  // in the form of its module
};

// Whom rows of personal tables are about: one kind of it. Every kind that a table names is given by
// exactly one module.
struct Subject {
    std::string kind;
    // Whether `asker` may have the secret of this subject and the proofs of its rows.
    std::function<bool(const Reading&, const Author& asker, BytesView subject)> entitled;
    // What shows that a secret is this subject's; nothing where there is no such row now. Without
    // it an absent row cannot be proven. Not set: there never is one.
    std::function<std::optional<Voucher>(const Reading&, BytesView subject)> vouch = nullptr;
    // Whether it does: the row is known to be in the state, one of a personal table at the place
    // that this secret gives it. The verifier calls it, who has no state.
    std::function<bool(const Voucher&, BytesView subject, const Hash32& secret)> shows = nullptr;
    const Module* module = nullptr;
};

// One changed row, as a change invariant sees it.
struct RowChange {
    Bytes key;
    std::optional<Bytes> before;
    std::optional<Bytes> after;
};

// Nothing when all is well, else what is broken.
using Broken = std::optional<std::string>;

struct Invariant {
    std::string name;
    std::string amendment;  // in force with this amendment; empty: from the first release
    // One of the two: over one changed row of `table`, or over the whole state.
    std::string table;
    std::function<Broken(const RowChange&)> change;
    std::function<Broken(const state::StateView&)> whole;
    const Module* module = nullptr;
};

struct DueHandler {
    std::string type;  // "motion.expire"
    std::function<Result<>(Context&, const Hash32& key)> run;
    // What the item costs a node, in plain acts (limits.h); not set: 1. A block runs due work until
    // its budget is used up, so the cost must follow from rows that are cheap to read.
    std::function<std::uint64_t(const Program&, const state::StateView&, const Hash32& key)> cost =
        nullptr;
    // What it says is about a person: it is for nobody, since anybody can compute its id.
    bool personal = false;
    const Module* module = nullptr;
};

// A change of the rules that this program knows. Once it is in force on some ledger, its name and
// meaning never change.
struct KnownAmendment {
    std::string name;
    std::string since_version;
    std::string what;
};

// Nothing in it: the module has no section, and begins with no rows.
struct GenesisPart {
    const google::protobuf::Descriptor* type = nullptr;
    const Message* prototype = nullptr;
    // Writes the first rows; returns every fault of the section, not only the first. A section that
    // is missing is an empty one. Of a module that comes by an amendment only a section with
    // content is carried out, in a genesis that lists the amendment: wherever such a module enters,
    // it begins with no rows but those that a genesis spells out.
    std::function<std::vector<Refusal>(Context&, const Message&)> apply;
};

// Whom a key belongs to at this state; nothing for an unknown or retired key.
using ResolveAuthor = std::optional<Author> (*)(const state::StateView&, BytesView key, Timestamp);
// The member whose key this is, or was.
using WhoseKey = std::optional<Id16> (*)(const state::StateView&, BytesView key);
// Whether the author alone has the authority for this act.
using Authorize = Result<> (*)(Context&, const Act&, const Message& act);

struct Module {
    std::string name;
    // The one by which it enters a ledger; empty: there from the first release.
    std::string amendment = {};
    std::vector<state::TableInfo> tables;
    std::vector<Subject> subjects;
    std::vector<Act> acts;
    std::vector<Query> queries;
    std::vector<Invariant> invariants;
    std::vector<DueHandler> due;
    std::vector<KnownAmendment> amendments;  // newest on top
    GenesisPart genesis;
    // Exactly one module of a machine provides each of these.
    ResolveAuthor resolve_author = nullptr;
    Authorize authorize = nullptr;
    WhoseKey whose_key = nullptr;  // or none does, and then it is nobody's
};

// act(well_formed, pay): the message type is read off the handler, the overload of well_formed
// follows from it; a forgotten one does not compile.
template <class M>
Act act(Result<> (*well_formed)(const M&), Result<> (*run)(Context&, const M&)) {
    return {M::descriptor(), &M::default_instance(),
            [well_formed](const Message& m) { return well_formed(static_cast<const M&>(m)); },
            [run](Context& context, const Message& m) {
                return run(context, static_cast<const M&>(m));
            },
            codec::has_marks(*M::descriptor())};
}

// act(well_formed, adopt, cost_of_adoption): one that costs as the rows behind it are many.
template <class M>
Act act(Result<> (*well_formed)(const M&), Result<> (*run)(Context&, const M&),
        std::uint64_t (*cost)(const state::StateView&, const M&)) {
    auto made = act(well_formed, run);
    made.cost = [cost](const state::StateView& view, const Message& m) {
        return cost(view, static_cast<const M&>(m));
    };
    return made;
}

template <class Q, class R>
Query query(Result<R> (*answer)(const Reading&, const Q&)) {
    return {Q::descriptor(), R::descriptor(),
            [answer](const Reading& reading, const Message& q) -> Result<std::unique_ptr<Message>> {
                auto reply = TRY(answer(reading, static_cast<const Q&>(q)));
                return std::make_unique<R>(std::move(reply));
            }};
}

// query(answer, may_read): one that not everybody may ask.
template <class Q, class R>
Query query(Result<R> (*answer)(const Reading&, const Q&),
            Result<> (*may_read)(const Reading&, const Author*, const Q&)) {
    auto made = query(answer);
    made.entitled = [may_read](const Reading& reading, const Author* asker, const Message& q) {
        return may_read(reading, asker, static_cast<const Q&>(q));
    };
    return made;
}

// each_change("left is never negative", budgets, f): f(before, after) with optional rows.
template <class Table, class Row>
Invariant each_change(std::string name, const Table& table,
                      Broken (*check)(const std::optional<Row>& before,
                                      const std::optional<Row>& after)) {
    const state::TableInfo info = table.info();
    const auto decode = [info](const std::optional<Bytes>& value) {
        std::optional<Row> row;
        if (value) {
            const BytesView bytes = info.row_bytes(*value);
            CHECK(row.emplace().ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
        }
        return row;
    };
    return {std::move(name),
            {},
            info.path,
            [decode, check](const RowChange& change) {
                return check(decode(change.before), decode(change.after));
            },
            nullptr};
}

inline Invariant whole_state(std::string name, Broken (*check)(const state::StateView&)) {
    return {std::move(name), {}, {}, nullptr, check};
}

template <class G>
GenesisPart genesis(std::vector<Refusal> (*apply)(Context&, const G&)) {
    return {G::descriptor(), &G::default_instance(), [apply](Context& context, const Message& m) {
                return apply(context, static_cast<const G&>(m));
            }};
}

}  // namespace linlian::machine
