// The words of ballots in both languages, one place for all sheets and screens of the command
// line. Chinese comes first. It knows the schema's enums and nothing of a ledger.
#pragma once

#include "modules/ballot/ballot.pb.h"
#include "modules/registry/registry.pb.h"

#include <optional>
#include <string>
#include <string_view>

namespace linlian::client::words {

struct Words {
    std::string_view zh;
    std::string_view en;
    // "公告期 notice"
    std::string both() const { return std::string{zh} + " " + std::string{en}; }
};

Words of(ballot::v1::Convenor convenor);
Words of(ballot::v1::Matter matter);
Words of(ballot::v1::Form form);
Words of(ballot::v1::Mark mark);
Words of(ballot::v1::Channel channel);
Words of(ballot::v1::Stage stage);
Words of(ballot::v1::Standing standing);
Words of(ballot::v1::About about);
Words of(ballot::v1::Ruling ruling);
Words of(registry::v1::Electors electors);
Words of(tally::v1::Outcome outcome);
// A method of enrolment by the name of its enum value.
Words of_method(std::string_view name);

// "278.5" of a matter of article 278; "assembly", "survey", "charter" of the others. Call documents
// are written with these.
std::string_view code_of(ballot::v1::Matter matter);

// What people type for an enum: its name in lower case with dashes, or a word of the table above.
std::optional<ballot::v1::Matter> matter_from(std::string_view text);
std::optional<ballot::v1::Convenor> convenor_from(std::string_view text);
std::optional<ballot::v1::Form> form_from(std::string_view text);
std::optional<ballot::v1::Mark> mark_from(std::string_view text);
std::optional<ballot::v1::About> about_from(std::string_view text);
std::optional<ballot::v1::Standing> standing_from(std::string_view text);
std::optional<ballot::v1::Ruling> ruling_from(std::string_view text);
std::optional<ballot::v1::Stage> stage_from(std::string_view text);
std::optional<registry::v1::Electors> electors_from(std::string_view text);

}  // namespace linlian::client::words
