// What reads the whole state of a stranger's ledger, whatever its rows hold: the program goes on,
// and says what is wrong.
#include "codec/wire.h"
#include "contract/community.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "modules/all_modules.h"
#include "state/memory_state.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace linlian {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using state::TableInfo;

// What stands in each field of a row: so many bytes in ids and hashes, and of an enum the value at
// this place.
struct Filling {
    std::size_t bytes;
    int enum_place;
};

void fill(Message& message, const Filling& filling, int depth);

void fill_field(Message& message, const FieldDescriptor& field, const Filling& filling, int depth) {
    const auto* access = message.GetReflection();
    const bool many = field.is_repeated();
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_MESSAGE:
            if (depth > 0)
                fill(many ? *access->AddMessage(&message, &field)
                          : *access->MutableMessage(&message, &field),
                     filling, depth - 1);
            return;
        case FieldDescriptor::CPPTYPE_STRING: {
            const Bytes value(field.type() == FieldDescriptor::TYPE_BYTES ? filling.bytes : 1, 0);
            return many ? access->AddString(&message, &field, value)
                        : access->SetString(&message, &field, value);
        }
        case FieldDescriptor::CPPTYPE_ENUM: {
            const auto* values = field.enum_type();
            const auto* value = values->value(filling.enum_place % values->value_count());
            return many ? access->AddEnum(&message, &field, value)
                        : access->SetEnum(&message, &field, value);
        }
        case FieldDescriptor::CPPTYPE_BOOL:
            if (!many) access->SetBool(&message, &field, filling.enum_place % 2 == 1);
            return;
        default:
            return;  // counts and times are zero
    }
}

// NOLINTNEXTLINE(misc-no-recursion): the depth bounds it.
void fill(Message& message, const Filling& filling, int depth) {
    const auto* type = message.GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i)
        fill_field(message, *type->field(i), filling, depth);
}

// Every part of a key is zero, and a text empty.
Bytes key_in(const TableInfo& table) {
    Bytes key = table.path;
    for (const auto part : table.parts)
        key += Bytes(std::max<std::size_t>(codec::part_width(part), 1), 0);
    return key;
}

Bytes value_in(const TableInfo& table, const Filling& filling) {
    const std::unique_ptr<Message> row{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(table.row)->New()};
    fill(*row, filling, 4);
    const bool salted = table.privacy == state::Privacy::personal;
    return Bytes(salted ? Hash32::size : 0, 0) + codec::encode(*row);
}

struct Stranger {
    machine::Program program = std::move(*machine::assemble(all_modules()));
    std::vector<TableInfo> tables = tables_of(program);

    static std::vector<TableInfo> tables_of(const machine::Program& program) {
        std::vector<TableInfo> tables;
        for (const auto& module : program.modules())
            tables.insert(tables.end(), module.tables.begin(), module.tables.end());
        return tables;
    }
    state::Changes rows(const Filling& filling) const {
        state::Changes rows;
        for (const auto& table : tables)
            rows.insert_or_assign(key_in(table), value_in(table, filling));
        return rows;
    }
    // How often something does not read; it throws nothing else and does not end the program.
    int unread(const state::Changes& rows) const {
        state::MemoryState state;
        state.apply(rows);
        for (const auto& [key, value] : rows)
            EXPECT_FALSE(machine::row_fault(program, key, *value)) << key;
        int count = 0;
        for (const auto* invariant : machine::whole_invariants(program, state)) {
            try {
                (void)invariant->whole(state);
            } catch (const state::ReadFault& fault) {
                EXPECT_NE(std::string{fault.what()}.find("ROWS_MALFORMED"), std::string::npos);
                ++count;
            }
        }
        return count;
    }
};

constexpr int enum_places = 12;

TEST(RowFields, of_any_length_end_no_program) {
    const Stranger stranger;
    EXPECT_GT(stranger.tables.size(), 60U);
    for (const std::size_t bytes : {0, 3, 16, 32, 33}) {
        int unread = 0;
        for (int place = 0; place < enum_places; ++place)
            unread += stranger.unread(stranger.rows({bytes, place}));
        EXPECT_GT(unread, 0) << bytes;  // no length is that of both an id and a hash
    }
}

// All others are found by their ids, so that more is looked at.
TEST(RowFields, of_one_table_among_good_ones_end_no_program) {
    const Stranger stranger;
    for (const auto& table : stranger.tables) {
        for (int place = 0; place < enum_places; ++place) {
            auto rows = stranger.rows({Id16::size, place});
            for (const std::size_t bytes : {0, 3, 32}) {
                rows.insert_or_assign(key_in(table), value_in(table, {bytes, place}));
                (void)stranger.unread(rows);
            }
        }
    }
}

TEST(RowFields, of_the_state_itself_are_read_so_too) {
    state::MemoryState state;
    EXPECT_THROW((void)machine::veil_of(state), state::ReadFault);
    EXPECT_THROW((void)machine::community_of(state), state::ReadFault);
}

}  // namespace
}  // namespace linlian
