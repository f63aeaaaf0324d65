// Makes one program of all modules and refuses an incomplete one at start, with every fault at
// once. What the schema announces must have a function, and the reverse.
#include "contract/program.h"

#include "codec/named_amendments.h"
#include "codec/schema_faults.h"

#include <algorithm>
#include <set>

namespace linlian::machine {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;

// The schema files that a module's entries come from.
std::set<const FileDescriptor*> schema_files(const Module& module) {
    std::set<const FileDescriptor*> files;
    if (module.genesis.type != nullptr) files.insert(module.genesis.type->file());
    for (const auto& act : module.acts) files.insert(act.type->file());
    for (const auto& query : module.queries) files.insert(query.type->file());
    return files;
}

template <class Entries>
bool lists(const Entries& entries, const Descriptor* type) {
    for (const auto& entry : entries) {
        if (entry.type == type) return true;
    }
    return false;
}

// Each fault of one message of the schema: an act without a function, a query without a route.
void check_message(const Module& module, const Descriptor& type, std::string& faults) {
    const auto& options = type.options();
    if (options.HasExtension(codec::v1::act) && !lists(module.acts, &type))
        faults += "act " + type.full_name() + " has no function in its module; ";
    if (!options.HasExtension(codec::v1::query)) return;
    if (!lists(module.queries, &type))
        faults += "query " + type.full_name() + " has no function in its module; ";
    if (options.GetExtension(codec::v1::query).route().empty())
        faults += "query " + type.full_name() + " has no route; ";
}

std::string schema_faults(const Module& module) {
    std::string faults;
    for (const FileDescriptor* file : schema_files(module)) {
        for (int i = 0; i < file->message_type_count(); ++i)
            check_message(module, *file->message_type(i), faults);
        faults += codec::refusal_faults(*file);
    }
    // Who may ask stands in the schema and in the code that decides: both or neither.
    for (const auto& query : module.queries) {
        const auto& options = query.type->options().GetExtension(codec::v1::query);
        if (options.has_readers() != static_cast<bool>(query.entitled))
            faults += "query " + query.type->full_name() + " says who may ask in one place only; ";
    }
    for (const auto& act : module.acts) {
        faults += codec::field_faults(*act.type);
        if (!act.type->options().HasExtension(codec::v1::act))
            faults += "act " + act.type->full_name() + " has no act annotation; ";
    }
    return faults;
}

// Adds under a name; a name twice is a fault.
template <class Map>
void add_named(Map& map, const std::string& name, typename Map::mapped_type value,
               std::string& faults) {
    if (!map.emplace(name, value).second) faults += name + " is given twice; ";
}

// Every amendment that a module names: that by which it enters, those of its acts and invariants.
std::set<std::string> amendments_of(const Module& module) {
    std::set<std::string> names{module.amendment};
    for (const auto& act : module.acts) names.merge(codec::named_amendments(*act.type));
    for (const auto& invariant : module.invariants) names.insert(invariant.amendment);
    return names;
}

// In an ordered map a path that begins another stands before it with only its own kin between.
void check_paths(const Tables& tables, std::string& faults) {
    std::string last = "\x01";
    for (const auto& [path, info] : tables) {
        if (path.empty() || path.back() != '/')
            faults += "table path " + path + " lacks its final /; ";
        if (path.starts_with(last)) faults += "table path " + last + " begins " + path + "; ";
        last = path;
    }
}

}  // namespace

// Entries are kept by pointer into the module, which the registry owns and never moves.
void Program::add_module(Module& module, std::string& faults) {
    const auto own = [&module](auto&... lists) {
        const auto mark = [&module](auto& entry) { entry.module = &module; };
        (std::ranges::for_each(lists, mark), ...);
    };
    own(module.acts, module.queries, module.subjects, module.invariants, module.due);
    faults += schema_faults(module);
    for (const auto& act : module.acts) add_named(acts_, act.type->full_name(), &act, faults);
    for (const auto& query : module.queries)
        add_named(queries_, query.type->full_name(), &query, faults);
    for (const auto& due : module.due) add_named(due_, due.type, &due, faults);
    for (const auto& table : module.tables) add_named(tables_, table.path, table, faults);
    for (const auto& subject : module.subjects)
        add_named(subjects_, subject.kind, &subject, faults);
    for (const auto& known : module.amendments) add_named(amendments_, known.name, known, faults);
    for (const auto& invariant : module.invariants) {
        if (invariant.change) change_invariants_[invariant.table].push_back(&invariant);
    }
    if (module.resolve_author != nullptr) {
        if (resolve_author_ != nullptr) faults += "two modules resolve authors; ";
        resolve_author_ = module.resolve_author;
    }
    if (module.whose_key != nullptr) whose_key_ = module.whose_key;
    if (module.authorize != nullptr) {
        if (authorize_ != nullptr) faults += "two modules authorize; ";
        authorize_ = module.authorize;
    }
}

void Program::check_named(const std::set<std::string>& names, std::string& faults) const {
    for (const auto& name : names) {
        if (!name.empty() && !knows_amendment(name))
            faults += "no module lists amendment " + name + "; ";
    }
}

Faultable<Program> Program::make(Module own, std::vector<Module> modules,
                                 std::span<const SuiteEntry> suites) {
    Program made;
    made.own_.push_back(std::move(own));
    made.modules_ = std::move(modules);
    made.suites_.assign(suites.begin(), suites.end());
    std::string faults;
    made.add_module(made.own_.front(), faults);
    for (Module& module : made.modules_) made.add_module(module, faults);
    check_paths(made.tables_, faults);
    for (const auto& suite : suites) made.check_named({std::string{suite.amendment}}, faults);
    for (const Module& module : made.modules_) made.check_named(amendments_of(module), faults);
    for (const auto& [path, table] : made.tables_) {
        if (table.privacy == state::Privacy::personal &&
            !made.subjects_.contains(table.subject_kind))
            faults += "nothing says who is entitled to rows of " + path + "; ";
    }
    if (made.resolve_author_ == nullptr) faults += "no module resolves authors; ";
    if (made.authorize_ == nullptr) faults += "no module authorizes; ";
    if (!faults.empty()) return fault("the modules are not complete: " + faults);
    return made;
}

const Act* Program::find_act(const std::string& type) const {
    const auto found = acts_.find(type);
    return found == acts_.end() ? nullptr : found->second;
}

const Query* Program::find_query(const std::string& type) const {
    const auto found = queries_.find(type);
    return found == queries_.end() ? nullptr : found->second;
}

const SuiteEntry* Program::find_suite(char suite) const {
    const auto wanted = static_cast<Suite>(static_cast<std::uint8_t>(suite));
    const auto found = std::ranges::find(suites_, wanted, &SuiteEntry::suite);
    return found == suites_.end() ? nullptr : &*found;
}

const DueHandler* Program::find_due(const std::string& type) const {
    const auto found = due_.find(type);
    return found == due_.end() ? nullptr : found->second;
}

const Subject* Program::find_subject(const std::string& kind) const {
    const auto found = subjects_.find(kind);
    return found == subjects_.end() ? nullptr : found->second;
}

// No path begins another one (check_paths), so only the last one before the key can begin it.
const state::TableInfo* Program::find_table(BytesView key) const {
    auto next = tables_.upper_bound(key);
    if (next == tables_.begin()) return nullptr;
    const auto& info = std::prev(next)->second;
    return key.starts_with(info.path) ? &info : nullptr;
}

const std::vector<const Invariant*>& Program::change_invariants(const std::string& path) const {
    static const std::vector<const Invariant*> none;
    const auto found = change_invariants_.find(path);
    return found == change_invariants_.end() ? none : found->second;
}

std::optional<Author> Program::resolve_author(const state::StateView& view, BytesView key,
                                              Timestamp now) const {
    return resolve_author_(view, key, now);
}

std::optional<Id16> Program::whose_key(const state::StateView& view, BytesView key) const {
    return whose_key_ == nullptr ? std::nullopt : whose_key_(view, key);
}

Result<> Program::authorize(Context& context, const Act& act, const Message& content) const {
    return authorize_(context, act, content);
}

}  // namespace linlian::machine
