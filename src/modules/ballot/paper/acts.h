// What the files on paper, deliveries, mandates, sales and the city's list give to the module's
// table of contents (module.cpp, paper/module.cpp), and to nobody else.
#pragma once

#include "modules/ballot/ballot.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::ballot {

// paper/module.cpp: adds all of this to the module.
void add_papers(machine::Module& module);

// papers.cpp
Result<> issue_papers(machine::Context& context, const v1::IssuePapers& act);
Result<> void_paper(machine::Context& context, const v1::VoidPaper& act);
Result<> reopen_paper(machine::Context& context, const v1::ReopenPaper& act);

// entering.cpp, showing.cpp
Result<> enter_papers(machine::Context& context, const v1::EnterPapers& act);
Result<> show_papers(machine::Context& context, const v1::ShowPapers& act);

// deliveries.cpp
Result<> record_deliveries(machine::Context& context, const v1::RecordDeliveries& act);

// mandates.cpp
Result<> give_mandate(machine::Context& context, const v1::GiveMandate& act);
Result<> enter_mandate(machine::Context& context, const v1::EnterMandate& act);
Result<> end_mandate(machine::Context& context, const v1::EndMandate& act);

// successors.cpp
Result<> replace_voter(machine::Context& context, const v1::ReplaceVoter& act);

// city_list.cpp
Result<> enter_city_list(machine::Context& context, const v1::EnterCityList& act);

}  // namespace linlian::ballot
