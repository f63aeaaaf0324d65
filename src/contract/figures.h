// The figures of a refusal as messages carry them: receipts, and replies that say why not.
#pragma once

#include "base/result.h"
#include "contract/transaction.pb.h"

namespace linlian::machine {

inline void add_figures(const Refusal& refusal,
                        google::protobuf::RepeatedPtrField<v1::FigureText>& into) {
    for (const auto& figure : refusal.figures) {
        auto* entry = into.Add();
        entry->set_name(figure.name);
        entry->set_value(figure.value);
    }
}

}  // namespace linlian::machine
