#include "client/schema/typed_word.h"

#include "client/proof/typed.h"

namespace linlian::client {
namespace {

std::string word_of(std::string name) {
    for (auto& c : name) {
        if (c == '_') c = '-';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
}

}  // namespace

Result<int> read_word_of(const google::protobuf::EnumDescriptor& type, std::span<const int> values,
                         const std::string& option, const std::string& text,
                         const std::string& prefix) {
    std::string words;
    for (const auto value : values) {
        const auto word = word_of(type.FindValueByNumber(value)->name().substr(prefix.size()));
        if (word == text) return value;
        words += (words.empty() ? "" : ", ") + word;
    }
    return tl::unexpected(wrong_command(option + " 可取以下之一 takes one of: " + words));
}

}  // namespace linlian::client
