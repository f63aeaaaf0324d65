#include "kit/counter.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/amendments.h"
#include "contract/opening/open_act.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "machine/machine.h"

namespace linlian::kit {
namespace {

using machine::Context;

// What is added later: table counter/later/ (id of the act).
const state::Table<v1::Add, Hash32> later{"counter/later/"};

void add_now(Context& context, const v1::Add& act) {
    v1::Counter row = counters.find(context.view(), act.name()).value_or(v1::Counter{});
    row.set_value(row.value() + act.amount());
    row.set_padding(act.padding());
    counters.put(context.state(), act.name(), row);
    v1::Added event;
    event.set_name(act.name());
    event.set_value(row.value());
    context.emit(event);
}

Result<> well_formed(const v1::Add& act) {
    if (act.amount() == 0) return refuse(v1::AMOUNT_ZERO);
    return {};
}

Result<> add(Context& context, const v1::Add& act) {
    const auto row = counters.find(context.view(), act.name()).value_or(v1::Counter{});
    if (row.value() + act.amount() < 0) return refuse(v1::NOT_BELOW_ZERO);
    add_now(context, act);
    if (act.new_row()) {
        v1::Counter fresh;
        fresh.set_padding(act.padding());
        counters.put(context.state(), to_hex(context.id().view()), fresh);
    }
    if (act.after_ms() > 0) {
        later.put(context.state(), context.id(), act);
        context.schedule(Timestamp{context.now().ms + act.after_ms()}, "counter.later",
                         context.id());
    }
    return {};
}

Result<> well_formed(const v1::Note&) { return {}; }

Result<> write_note(Context& context, const v1::Note& act) {
    if (act.words().ends_with('!')) return refuse(v1::SHOUTED);
    const Id16& member = context.author().member;
    persons.put(context.state(), member, v1::Person{});
    v1::NoteRow row;
    row.set_words(act.words());
    if (!act.words().empty()) notes.put(context.state(), member, row);
    v1::Noted event;
    event.set_words(act.words());
    context.emit(event);
    return {};
}

bool is_writer(const machine::Reading&, const machine::Author& asker, BytesView subject) {
    return asker.member.view() == subject;
}

Id16 writer_of(BytesView subject) {
    Id16 member;
    CHECK(Id16::parse(subject, member));
    return member;
}

std::optional<machine::Voucher> vouch_for_writer(const machine::Reading& reading,
                                                 BytesView subject) {
    const Bytes key = persons.key(writer_of(subject));
    auto row = reading.rows.get(key);
    return row ? std::optional{machine::Voucher{key, std::move(*row), {}}} : std::nullopt;
}

bool shows_writer(const machine::Voucher& voucher, BytesView subject, const Hash32&) {
    return voucher.key == persons.key(writer_of(subject));
}

Result<> add_later(Context& context, const Hash32& key) {
    const auto act = later.find(context.view(), key);
    CHECK(act.has_value());
    later.erase(context.state(), key);
    add_now(context, *act);
    return {};
}

std::uint64_t cost_of_later(const machine::Program&, const state::StateView& view,
                            const Hash32& key) {
    const auto act = later.find(view, key);
    return act ? act->due_cost() : 0;
}

Result<> well_formed(const v1::Reset&) { return {}; }

Result<> reset(Context& context, const v1::Reset& act) {
    counters.erase(context.state(), act.name());
    return {};
}

Result<> well_formed(const v1::Plan&) { return {}; }

Result<> plan(Context& context, const v1::Plan& act) {
    machine::schedule_amendment(context, act.amendment(),
                                Timestamp{context.now().ms + act.after_ms()});
    return {};
}

Result<> well_formed(const v1::Carry&) { return {}; }

Result<> carry(Context& context, const v1::Carry& act) {
    const auto carried = machine::open_act(context.program(), act.act_type(), act.act());
    if (!carried) return tl::unexpected(carried.error());
    return context.perform(*carried, context.author());
}

Result<> well_formed(const v1::Toil&) { return {}; }

Result<> toil(Context&, const v1::Toil&) { return {}; }

Result<> well_formed(const v1::Haul&) { return {}; }

Result<> haul(Context& context, const v1::Haul& act) {
    auto row = counters.find(context.view(), act.name()).value_or(v1::Counter{});
    row.set_value(row.value() + 1);
    counters.put(context.state(), act.name(), row);
    return {};
}

std::uint64_t cost_of_hauling(const state::StateView& view, const v1::Haul& act) {
    const auto row = counters.find(view, act.name());
    return row ? static_cast<std::uint64_t>(row->value()) : 0;
}

Result<> well_formed(const v1::Search&) { return {}; }

Result<> search(Context& context, const v1::Search& act) {
    bool found = false;
    counters.scan(context.view(), [&](const auto& parts, const v1::Counter&) {
        found = found || std::get<0>(parts) == act.name();
        return true;
    });
    return found ? Result<>{} : refuse(v1::NOT_THERE);
}

std::vector<Refusal> apply_counter_genesis(Context& context, const v1::CounterGenesis& genesis) {
    settings.put(context.state(), "retired", genesis);
    v1::Counter row;
    row.set_padding(Bytes(110, 'p'));
    for (std::uint64_t i = 0; i < genesis.rows(); ++i)
        counters.put(context.state(), "row " + std::to_string(i), row);
    return {};
}

// Every key that can be a key is somebody's, but for the one that genesis retired.
std::optional<machine::Author> resolve_author(const state::StateView& view, BytesView key,
                                              Timestamp) {
    const auto row = settings.find(view, "retired");
    if (row && row->retired_key() == key) return std::nullopt;
    machine::Author author;
    author.key = Bytes{key};
    CHECK(Id16::parse(sha256(key).view().substr(0, Id16::size), author.member));
    return author;
}

Result<> authorize(Context&, const machine::Act&, const machine::Message&) { return {}; }

machine::Broken never_below_zero(const std::optional<v1::Counter>&,
                                 const std::optional<v1::Counter>& after) {
    if (after && after->value() < 0) return "a counter is below zero";
    return std::nullopt;
}

machine::Broken all_above_zero(const state::StateView& rows) {
    machine::Broken broken;
    counters.scan(rows, [&](const auto& parts, const v1::Counter& row) {
        if (row.value() < 0) broken = std::get<0>(parts) + " is below zero";
        return !broken;
    });
    return broken;
}

}  // namespace

machine::Module counter_module() {
    machine::Module module;
    module.name = "counter";
    module.tables = {counters.info(), later.info(), settings.info(), notes.info(), persons.info()};
    module.subjects = {{of_writer.kind, is_writer, vouch_for_writer, shows_writer}};
    module.acts = {machine::act<v1::Add>(well_formed, add),
                   machine::act<v1::Reset>(well_formed, reset),
                   machine::act<v1::Carry>(well_formed, carry),
                   machine::act<v1::Plan>(well_formed, plan),
                   machine::act<v1::Toil>(well_formed, toil),
                   machine::act<v1::Haul>(well_formed, haul, cost_of_hauling),
                   machine::act<v1::Search>(well_formed, search),
                   machine::act<v1::Note>(well_formed, write_note)};
    module.amendments = {{"resets", "0.2", "counters can be reset"},
                         {"labels", "0.2", "an addition has a label"},
                         {"loud", "0.2", "an addition is loud"},
                         {"long-names", "0.2", "names are longer"},
                         {"curves", "0.2", "keys of another kind"}};
    module.invariants = {
        machine::each_change("a counter is never below zero", counters, never_below_zero),
        machine::whole_state("no counter is below zero", all_above_zero)};
    module.due = {{"counter.later", add_later, cost_of_later}};
    module.genesis = machine::genesis(apply_counter_genesis);
    module.resolve_author = resolve_author;
    module.authorize = authorize;
    return module;
}

machine::Program counter_program() {
    std::vector<machine::Module> modules;
    modules.push_back(counter_module());
    auto program = machine::assemble(std::move(modules));
    CHECK(program.has_value());
    return std::move(*program);
}

machine::v1::Genesis counter_genesis(const Bytes& validator_key, Timestamp time,
                                     std::uint64_t rows) {
    machine::v1::Genesis genesis;
    genesis.set_name("kit");
    genesis.set_time_ms(time.ms);
    genesis.set_nonce(Bytes(Id16::size, 'n'));
    genesis.set_veil(Bytes(Hash32::size, 'v'));
    auto* validator = genesis.add_validators();
    validator->set_key(validator_key);
    validator->set_power(10);
    validator->set_name("one");
    v1::CounterGenesis content;
    content.set_rows(rows);
    auto* section = genesis.add_sections();
    section->set_type(v1::CounterGenesis::descriptor()->full_name());
    section->set_content(codec::encode(content));
    return genesis;
}

}  // namespace linlian::kit
