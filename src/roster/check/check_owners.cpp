// What must hold of each owner by themselves: a name, a paper where others act, a sound number, a
// guardian for who is under age.

#include "roster/check/roster_checks.h"

namespace linlian::roster {

namespace {

class OwnerCheck {
  public:
    OwnerCheck(const RosterLine& line, CivilDate today, Faults& faults)
        : line_(line), owner_(line.owner), today_(today), faults_(faults) {}

    void run() {
        if (owner_.name.empty()) {
            fault(Column::owner, "OWNER_MISSING");
            return;
        }
        check_document();
        check_id();
        check_age();
        if (!owner_.phone.empty() && !is_phone(owner_.phone))
            fault(Column::phone, "PHONE_MALFORMED", {{"phone", owner_.phone}});
    }

  private:
    void fault(Column column, const char* name, std::vector<Figure> figures = {},
               Severity severity = Severity::error) {
        figures.insert(figures.begin(), {"owner", owner_.name});
        faults_.push_back(
            {line_.row, column, std::string{"roster."} + name, std::move(figures), severity});
    }

    // Heirs need their document unless the sheet says that the inheritance is undecided; then the
    // premises count in the electorate and nobody can vote for them yet. A company counts too and
    // can vote once its mandate is on record, so that is a warning.
    void check_document() {
        if (!owner_.document.empty()) return;
        if (owner_.kind == OwnerKind::heirs && owner_.status != OwnerStatus::undecided)
            fault(Column::document, "DEAD_WITHOUT_HEIRS");
        if (owner_.kind == OwnerKind::company)
            fault(Column::document, "COMPANY_WITHOUT_MANDATE", {}, Severity::warning);
    }

    // A missing number is a warning. In messages a number is masked.
    void check_id() {
        if (owner_.id_number.empty()) {
            fault(Column::id_number, "ID_MISSING", {}, Severity::warning);
            return;
        }
        const auto flaw = flaw_of_id(owner_.id_type, owner_.id_number);
        if (!flaw.empty())
            fault(Column::id_number, std::string{flaw}.c_str(),
                  {{"id", masked_id(owner_.id_number)}});
    }

    // A document counts as well, for it may name who acts. Heirs act for somebody dead, whose age
    // is of no matter.
    void check_age() {
        const bool is_guarded = !owner_.guardian.empty() || !owner_.document.empty();
        const auto born = birth_date(owner_.id_type, owner_.id_number);
        const bool is_young = born && is_minor(*born, today_) && owner_.kind != OwnerKind::heirs;
        if ((is_young || owner_.kind == OwnerKind::ward) && !is_guarded)
            fault(Column::guardian, "MINOR_WITHOUT_GUARDIAN");
    }

    const RosterLine& line_;
    const OwnerCells& owner_;
    CivilDate today_;
    Faults& faults_;
};

}  // namespace

void check_owners(const Checked& checked, Faults& faults) {
    for (const auto& line : checked.sheet.lines) OwnerCheck{line, checked.today, faults}.run();
}

}  // namespace linlian::roster
