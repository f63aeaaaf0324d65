// Events are told by the texts of the schema with their fields put in. The receipt comes from a
// node, so whatever in it this program does not know stands behind a bar.
#include "client/shown/receipt_text.h"

#include "base/hex.h"
#include "client/shown/message_text.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"

#include <fmt/format.h>

#include <optional>

namespace linlian::client {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;

// The word of a single enum, in one language; nothing for other fields and for what was left open.
std::optional<std::string> word_of(const google::protobuf::Message& event,
                                   const google::protobuf::FieldDescriptor* field, bool in_zh) {
    if (field == nullptr || field->enum_type() == nullptr || field->is_repeated())
        return std::nullopt;
    const auto words = enum_words(*event.GetReflection()->GetEnum(event, field));
    if (!words) return std::nullopt;
    return in_zh ? words->zh : words->en;
}

// A text with the event's fields put in; an act by its title, not by the name of its message, enums
// by their words, and what people wrote in brackets.
std::string told(const std::string& text, const google::protobuf::Message& event, bool in_zh) {
    auto figures = figures_of(event);
    for (auto& [name, value] : figures) {
        const auto* field = event.GetDescriptor()->FindFieldByName(name);
        const bool is_written =
            field != nullptr && field->type() == google::protobuf::FieldDescriptor::TYPE_STRING;
        if (name == "act_type") {
            const auto title = act_title(value);
            value = in_zh ? title.zh() : title.en();
        } else if (auto word = word_of(event, field, in_zh)) {
            value = std::move(*word);
        } else if (is_written && !value.empty()) {
            value = in_brackets(value);
        }
    }
    return codec::fill_figures(text, figures);
}

// The sentence in both languages, then all fields, for the sentence names only some of them.
void print_event(const Screen& screen, const machine::v1::Event& event) {
    const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(event.type());
    // What this program does not know is named by the node alone.
    if (type == nullptr) return screen.say(behind_bar(event.type()));
    std::unique_ptr<google::protobuf::Message> content{
        MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (!content->ParseFromString(event.content())) return screen.say(behind_bar(event.type()));
    const auto& text = type->options().GetExtension(codec::v1::event).text();
    screen.say(styled("{} {}  {}", screen.good("✓"), told(text.zh(), *content, true),
                      screen.faint(told(text.en(), *content, false))));
    print_message(screen, *content);
}

}  // namespace

codec::v1::Text act_title(const std::string& type) {
    const auto* act = DescriptorPool::generated_pool()->FindMessageTypeByName(type);
    if (act != nullptr) return act->options().GetExtension(codec::v1::act).title();
    codec::v1::Text unknown;
    unknown.set_zh(in_brackets(type));
    unknown.set_en(in_brackets(type));
    return unknown;
}

void print_receipt(const Screen& screen, const machine::v1::Receipt& receipt) {
    if (screen.json()) return screen.message(receipt);
    for (const auto& event : receipt.effects().events()) print_event(screen, event);
    const auto& leaf = receipt.leaf();
    screen.say(screen.faint(styled("已记录 recorded：高度 height {}，{}；上链记录 transaction {}",
                                   leaf.height(), local_time(Timestamp{leaf.time_ms()}),
                                   to_hex(leaf.id()))));
}

Result<> say_receipt(const Screen& screen, const Result<machine::v1::Receipt>& done,
                     const Styled& next) {
    if (!done) return tl::unexpected(done.error());
    print_receipt(screen, *done);
    if (!next.empty()) screen.say(next);
    return {};
}

}  // namespace linlian::client
