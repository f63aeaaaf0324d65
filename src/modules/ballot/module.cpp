// The table of contents of the module: its tables, acts, queries, invariants and due work, each
// with the function that does it. To find where something is done, begin here. Paper has its own
// page (paper/module.cpp), which is added at the end.
#include "modules/ballot/acts.h"
#include "modules/ballot/invariants.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/read/queries.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/read/subjects.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/turnout.h"

namespace linlian::ballot {
namespace {

// A community begins without ballots.
std::vector<Refusal> starts_empty(machine::Context&, const v1::Genesis&) { return {}; }

std::vector<machine::Invariant> invariants() {
    using machine::each_change, machine::whole_state;
    return {each_change("what was called never changes", calls, call_stays),
            each_change("a ballot only goes on", polls, poll_goes_on),
            each_change("a final verdict never changes", verdicts, final_verdict_stays),
            each_change("a cast row stays what it is of", casts, cast_stays),
            each_change("a ruling never changes", objections, ruling_stays),
            whole_state("turnout equals the votes", turnout_equals_casts),
            whole_state("pending equals the objections without ruling", pending_equals_objections),
            whole_state("what is disputed is what waits for a ruling", disputes_equal_objections),
            whole_state("every ballot that is not over goes on", live_ones_have_due_work),
            whole_state("a roll is the sum of its buildings", rolls_add_up),
            whole_state("the lists of ballots are true", lists_are_true),
            whole_state("the running ballots of an office are counted", running_are_counted),
            whole_state("covenants on record passed and stand", covenants_stand)};
}

}  // namespace

machine::Module module() {
    using machine::act, machine::query;
    machine::Module module;
    module.name = "ballot";
    module.tables = {
        calls.info(),        polls.info(),         turnouts.info(),      rolls_of.info(),
        casts.info(),        objections.info(),    objections_of.info(), objectors.info(),
        by_estate.info(),    live_subjects.info(), rests.info(),         verdicts.info(),
        line_secrets.info(), disputed.info(),      running.info(),       covenants.info()};
    module.subjects = subjects();
    module.acts = {act<v1::CallBallot>(well_formed, call_ballot, cost_of_call),
                   act<v1::WithdrawBallot>(well_formed, withdraw_ballot),
                   act<v1::Cast>(well_formed, cast),
                   act<v1::Object>(well_formed, object, cost_of_objection),
                   act<v1::RuleOnObjection>(well_formed, rule_on_objection, cost_of_ruling),
                   act<v1::UpholdObjection>(well_formed, uphold_objection, cost_of_upholding),
                   act<v1::MarkResult>(well_formed, mark_result)};
    module.queries = {query(ballot),
                      query(ballots),
                      query(roll),
                      query(roll_lines, may_read),
                      query(my_lines, may_read),
                      query(turnout),
                      query(cast_of, may_read),
                      query(verdicts_of),
                      query(objections_to, may_read),
                      query(objection, may_read),
                      query(recount_page, may_read)};
    module.invariants = invariants();
    module.due = {{open_work, open_due, cost_of_due},
                  {close_work, close_due, cost_of_due},
                  {count_work, count_due, cost_of_due},
                  {settle_work, settle_due, cost_of_due},
                  {turnout_work, turnout_due, cost_of_due}};
    add_papers(module);
    module.genesis = machine::genesis(starts_empty);
    return module;
}

}  // namespace linlian::ballot
