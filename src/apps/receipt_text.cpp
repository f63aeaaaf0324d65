#include "apps/receipt_text.h"

#include "apps/message_text.h"
#include "apps/wrap.h"
#include "base/hex.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"

#include <fmt/format.h>

namespace linlian::apps {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;

// A text with the event's fields put in; an act by its title, not by the name of its message, and
// what people wrote behind a bar.
std::string told(const std::string& text, const google::protobuf::Message& event, bool in_zh) {
    auto figures = figures_of(event);
    for (auto& [name, value] : figures) {
        const auto* field = event.GetDescriptor()->FindFieldByName(name);
        const bool is_written =
            field != nullptr && field->type() == google::protobuf::FieldDescriptor::TYPE_STRING;
        if (name == "act_type") {
            const auto title = act_title(value);
            value = in_zh ? title.zh() : title.en();
        } else if (is_written && !value.empty()) {
            value = behind_bar(value).bytes();
        }
    }
    return codec::fill_figures(text, figures);
}

void print_event(const Terminal& terminal, const machine::v1::Event& event) {
    const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(event.type());
    if (type == nullptr) return terminal.say(event.type());
    std::unique_ptr<google::protobuf::Message> content{
        MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (!content->ParseFromString(event.content())) return terminal.say(event.type());
    const auto& text = type->options().GetExtension(codec::v1::event).text();
    terminal.say(styled("{} {}  {}", terminal.good("✓"), told(text.zh(), *content, true),
                        terminal.faint(told(text.en(), *content, false))));
    print_message(terminal, *content);
}

}  // namespace

codec::v1::Text act_title(const std::string& type) {
    const auto* act = DescriptorPool::generated_pool()->FindMessageTypeByName(type);
    if (act != nullptr) return act->options().GetExtension(codec::v1::act).title();
    codec::v1::Text unknown;
    unknown.set_zh(type);
    unknown.set_en(type);
    return unknown;
}

void print_receipt(const Terminal& terminal, const machine::v1::Receipt& receipt) {
    if (terminal.json()) return terminal.message(receipt);
    for (const auto& event : receipt.effects().events()) print_event(terminal, event);
    const auto& leaf = receipt.leaf();
    terminal.say(terminal.faint(styled("recorded at height {}, {}; transaction {}", leaf.height(),
                                       local_time(Timestamp{leaf.time_ms()}), to_hex(leaf.id()))));
}

}  // namespace linlian::apps
