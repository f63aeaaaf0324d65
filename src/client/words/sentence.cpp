#include "client/words/sentence.h"

#include "codec/refusal.h"

namespace linlian::client {

Bilingual filled(const Bilingual& sentence, const std::vector<BilingualFigure>& figures) {
    std::vector<Figure> zh, en;
    for (const auto& figure : figures) {
        zh.push_back({figure.name, figure.value.zh});
        en.push_back({figure.name, figure.value.en});
    }
    return {codec::fill_figures(sentence.zh, zh), codec::fill_figures(sentence.en, en)};
}

}  // namespace linlian::client
