// The second page of the module's table of contents: paper, deliveries, mandates, sales and the
// city's list.
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/invariants.h"
#include "modules/ballot/paper/queries.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/state.h"

namespace linlian::ballot {
namespace {

template <class Entry>
void add(std::vector<Entry>& to, std::vector<Entry> more) {
    for (auto& entry : more) to.push_back(std::move(entry));
}

}  // namespace

void add_papers(machine::Module& module) {
    using machine::act, machine::query, machine::each_change, machine::whole_state;
    add(module.tables, {papers.info(), papers_of.info(), papers_for.info(), paper_rounds.info(),
                        displaced.info(), deliveries.info(), mandates.info(), mandates_of.info(),
                        successors.info(), city_chunks.info(), city_doubles.info()});
    add(module.acts, {act<v1::IssuePapers>(well_formed, issue_papers),
                      act<v1::VoidPaper>(well_formed, void_paper),
                      act<v1::EnterPapers>(well_formed, enter_papers),
                      act<v1::ShowPapers>(well_formed, show_papers),
                      act<v1::ReopenPaper>(well_formed, reopen_paper),
                      act<v1::RecordDeliveries>(well_formed, record_deliveries),
                      act<v1::GiveMandate>(well_formed, give_mandate),
                      act<v1::EnterMandate>(well_formed, enter_mandate),
                      act<v1::EndMandate>(well_formed, end_mandate),
                      act<v1::ReplaceVoter>(well_formed, replace_voter),
                      act<v1::EnterCityList>(well_formed, enter_city_list)});
    add(module.queries,
        {query(paper, may_read), query(papers_page, may_read), query(paper_figures),
         query(deliveries_to), query(delivery_to, may_read), query(mandates_with, may_read),
         query(successors_in, may_read), query(city_list, may_read)});
    add(module.invariants,
        {each_change("a paper only goes on", papers, paper_goes_on),
         each_change("what was shown of a paper stays", paper_rounds, shown_stays),
         each_change("two clerks stand behind a vote on paper", casts, two_clerks_stand_behind),
         each_change("a chunk of the city's list stays", city_chunks, chunk_stays),
         whole_state("papers equal the votes on paper", papers_equal_votes),
         whole_state("a line has one live paper", one_live_paper),
         whole_state("counts equal the mandates", counts_equal_mandates),
         whole_state("the city's list is whole", chunks_follow)});
}

}  // namespace linlian::ballot
