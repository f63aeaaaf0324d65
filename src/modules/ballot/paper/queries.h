// The answers on paper, deliveries, mandates, sales and the city's list, given to the module's
// table of contents only. Before the result they say how a paper stands, to each clerk what they
// read themselves and where others read otherwise, and nothing else that was chosen.
#pragma once

#include "modules/ballot/papers.pb.h"
#include "modules/ballot/read/queries.h"

namespace linlian::ballot {

// queries_papers.cpp
Result<v1::PaperReply> paper(const Reading& reading, const v1::PaperQuery& query);
Result<v1::PapersReply> papers_page(const Reading& reading, const v1::PapersQuery& query);
Result<v1::PaperFiguresReply> paper_figures(const Reading& reading,
                                            const v1::PaperFiguresQuery& query);

// queries_reach.cpp
Result<v1::DeliveriesReply> deliveries_to(const Reading& reading, const v1::DeliveriesQuery& query);
Result<v1::DeliveryReply> delivery_to(const Reading& reading, const v1::DeliveryQuery& query);
Result<v1::MandatesReply> mandates_with(const Reading& reading, const v1::MandatesQuery& query);
Result<v1::SuccessorsReply> successors_in(const Reading& reading, const v1::SuccessorsQuery& query);
Result<v1::CityListReply> city_list(const Reading& reading, const v1::CityListQuery& query);

}  // namespace linlian::ballot
