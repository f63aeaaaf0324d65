#include "machine/prove.h"

#include "codec/refusal.h"
#include "contract/amendments.h"
#include "machine/veil.h"
#include "state/tree/place.h"

namespace linlian::machine {

const state::TableInfo* provable_table(const Program& program, BytesView key) {
    const auto* table = program.find_table(key);
    if (table == nullptr || table->privacy == state::Privacy::hidden) return nullptr;
    return codec::key_to_text(table->parts, key.substr(table->path.size())) ? table : nullptr;
}

Result<> may_prove(const Program& program, const Reading& reading, BytesView key, BytesView asker) {
    const auto* table = provable_table(program, key);
    if (table == nullptr) return refuse(v1::ROW_HIDDEN);
    if (table->privacy == state::Privacy::open) return {};
    if (asker.empty()) return refuse(v1::ASKER_NEEDED);
    const auto author = program.resolve_author(reading.rows, asker, reading.block.time);
    if (!author || author->standing != KeyStanding::active) return refuse(v1::ASKER_INACTIVE);
    const auto* subject = program.find_subject(table->subject_kind);
    CHECK(subject != nullptr);  // the registry was made with one
    const auto& amendment = subject->module->amendment;
    if (is_amended(reading.rows, amendment, reading.block.height) &&
        subject->entitled(reading, *author, state::subject_of(*table, key)))
        return {};
    return refuse(v1::ROW_OF_OTHER);
}

// An absent row also needs one that shows whose the secret is: nothing stands under a wrong one.
Shown shown_with(const Program& program, const Reading& reading, BytesView key) {
    const auto* table = provable_table(program, key);
    CHECK(table != nullptr);  // may_prove said so
    if (table->privacy == state::Privacy::open) return {};
    const auto subject = state::subject_of(*table, key);
    Shown shown{state::subject_secret(veil_of(reading.rows), table->subject_kind, subject), {}};
    const auto* kind = program.find_subject(table->subject_kind);
    if (kind->vouch && !reading.rows.get(key)) shown.voucher = kind->vouch(reading, subject);
    return shown;
}

}  // namespace linlian::machine
