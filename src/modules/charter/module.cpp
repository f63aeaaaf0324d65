// The charter as the machine sees it. Its queries are for everybody, and none of its rows is about
// persons.
#include "modules/charter/parts.h"
#include "modules/charter/rules.h"
#include "modules/charter/state.h"

namespace linlian::charter {

machine::Module module() {
    using machine::act, machine::query;
    machine::Module module;
    module.name = "charter";
    module.tables = {authorities.info(), presets.info(), in_use.info()};
    module.acts = {act<v1::SetAuthority>(well_formed, set_authority),
                   act<v1::AdoptPreset>(well_formed, adopt_preset),
                   act<v1::UsePreset>(well_formed, use_preset),
                   act<v1::ScheduleAmendment>(well_formed, schedule_amendment),
                   act<v1::CancelAmendment>(well_formed, cancel_amendment)};
    module.queries = {query(authority_query), query(authorities_query), query(presets_query),
                      query(in_use_query)};
    module.invariants = {
        machine::each_change("an authority in the charter is sound", authorities,
                             authority_is_sound),
        machine::each_change("an adopted preset never changes", presets, preset_never_changes),
        machine::whole_state("authorities stand under acts of the schema", acts_exist),
        machine::whole_state("a preset in use was adopted", used_presets_exist)};
    module.genesis = machine::genesis(genesis);
    return module;
}

}  // namespace linlian::charter
