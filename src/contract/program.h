// The program that a machine runs: its modules, found by name. Made once at start; refuses a set
// that is not complete, naming every fault, so that nothing is discovered to be missing later.
#pragma once

#include "contract/module.h"
#include "crypto/keys.h"

#include <map>
#include <set>
#include <span>

namespace linlian::machine {

// Tables by their path; found by any piece of text, without a copy of it.
using Tables = std::map<std::string, state::TableInfo, std::less<>>;

class Program {
  public:
    // Faults: two tables with one path at the beginning of the other, an act of the schema without
    // a function, a refusal without text, a query without a route, a service given not exactly
    // once, an amendment in the schema that no module lists. `suites` are the kinds of keys known.
    // `own` is what the machine has of what modules have; machine::assemble adds it.
    static Faultable<Program> make(Module own, std::vector<Module> modules,
                                   std::span<const SuiteEntry> suites);

    // As given: the machine's own acts and tables are found below, but are no module here.
    const std::vector<Module>& modules() const { return modules_; }
    const Act* find_act(const std::string& type) const;
    const Query* find_query(const std::string& type) const;
    const DueHandler* find_due(const std::string& type) const;
    // By the first byte of an encoded key; nullptr for a suite that is not known.
    const SuiteEntry* find_suite(char suite) const;
    // By name, all that the modules list; what a new ledger begins with.
    const std::map<std::string, KnownAmendment>& amendments() const { return amendments_; }
    bool knows_amendment(const std::string& name) const { return amendments_.contains(name); }
    const Subject* find_subject(const std::string& kind) const;
    // The table that a key belongs to; nullptr for a key of none.
    const state::TableInfo* find_table(BytesView key) const;
    // Change invariants of the table at `path`, in the order of the modules.
    const std::vector<const Invariant*>& change_invariants(const std::string& path) const;
    const Tables& tables() const { return tables_; }

    std::optional<Author> resolve_author(const state::StateView&, BytesView key, Timestamp) const;
    std::optional<Id16> whose_key(const state::StateView&, BytesView key) const;
    Result<> authorize(Context&, const Act&, const Message& act) const;

  private:
    Program() = default;

    void add_module(Module& module, std::string& faults);
    void check_named(const std::set<std::string>& amendments, std::string& faults) const;

    std::vector<Module> own_;  // the machine's, one
    std::vector<Module> modules_;
    std::vector<SuiteEntry> suites_;
    std::map<std::string, KnownAmendment> amendments_;
    std::map<std::string, const Act*> acts_;
    std::map<std::string, const Query*> queries_;
    std::map<std::string, const DueHandler*> due_;
    std::map<std::string, const Subject*> subjects_;
    Tables tables_;
    std::map<std::string, std::vector<const Invariant*>> change_invariants_;
    ResolveAuthor resolve_author_ = nullptr;
    WhoseKey whose_key_ = nullptr;
    Authorize authorize_ = nullptr;
};

}  // namespace linlian::machine
