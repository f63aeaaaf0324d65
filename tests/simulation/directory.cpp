#include "simulation/directory.h"

#include "contract/community.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/state.h"
#include "modules/charter/state.h"
#include "modules/motion/motion.h"
#include "modules/motion/state.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

namespace reg = linlian::registry;

void read_people(const state::StateView& rows, Timestamp now, Directory& into) {
    reg::members.scan(rows, [&](const auto& parts, const auto&) {
        into.members.push_back(std::get<0>(parts).bytes());
        return true;
    });
    reg::keys.scan(rows, [&](const auto&, const reg::v1::Key& row) {
        into.pool.keys.push_back(row.public_key());
        if (row.state() == reg::v1::KEY_ACTIVE)
            into.active.push_back({row.public_key(), row.member()});
        if (row.state() != reg::v1::KEY_PROVISIONAL) return true;
        into.provisional.push_back({row.public_key(), row.member()});
        into.waiting_batch[row.member()] = row.batch();
        return true;
    });
    reg::recoveries.scan(rows, [&](const auto& parts, const reg::v1::Recovery& row) {
        into.recoveries.emplace_back(std::get<0>(parts).bytes(), row.public_key());
        return true;
    });
    reg::batches.scan(rows, [&](const auto& parts, const auto&) {
        into.batches.push_back(std::get<0>(parts).bytes());
        return true;
    });
    reg::residences.scan(rows, [&](const auto& parts, const reg::v1::Residence& row) {
        into.residences.push_back(
            {std::get<0>(parts).bytes(), std::get<1>(parts).bytes(), row.written_by()});
        return true;
    });
    reg::offers.scan(rows, [&](const auto& parts, const reg::v1::Role& row) {
        into.offers.push_back({std::get<0>(parts).bytes(), std::get<1>(parts).bytes(),
                               std::get<2>(parts), row.granted_by()});
        return true;
    });
    reg::roles.scan(rows, [&](const auto& parts, const reg::v1::Role& row) {
        if (reg::is_in_force(std::get<2>(parts), row, now))
            into.roles.push_back({std::get<0>(parts).bytes(), std::get<1>(parts).bytes(),
                                  std::get<2>(parts), row.granted_by()});
        return true;
    });
}

void read_places(const state::StateView& rows, Directory& into) {
    reg::offices.scan(rows, [&](const auto& parts, const reg::v1::Office& row) {
        if (row.until_height() != 0) return true;
        into.offices.push_back(std::get<0>(parts).bytes());
        into.office_kinds[std::get<0>(parts).bytes()] = row.kind();
        return true;
    });
    reg::estates.scan(rows, [&](const auto& parts, const reg::v1::Estate& row) {
        into.estates.push_back(std::get<0>(parts).bytes());
        into.versions.push_back(row.roster_version());
        return true;
    });
    reg::drafts.scan(rows, [&](const auto& parts, const reg::v1::Draft& row) {
        into.drafts.push_back({std::get<0>(parts).bytes(), row});
        return true;
    });
    reg::owners.scan(rows, [&](const auto& parts, const reg::v1::Owner& row) {
        into.owners.push_back({std::get<0>(parts).bytes(), row});
        return true;
    });
    reg::holdings.scan(rows, [&](const auto& parts, const reg::v1::Holding& row) {
        const auto place = reg::premises_table.find(rows, std::get<0>(parts));
        if (place) into.premises.push_back({std::get<0>(parts).bytes(), *place, row, {}});
        return true;
    });
    for (auto& place : into.premises) {
        Id16 id;
        CHECK(Id16::parse(place.id, id));
        reg::namings.scan(
            rows,
            [&](const auto& parts, const reg::v1::VoterNaming& row) {
                place.named_by[std::get<1>(parts).bytes()] = row.written_by();
                return true;
            },
            id);
    }
}

void read_ballots(const state::StateView& rows, Directory& into) {
    ballot::polls.scan(rows, [&](const auto& parts, const ballot::v1::Poll& poll) {
        const Id16& id = std::get<0>(parts);
        into.pool.ids.push_back(id.bytes());
        if (poll.stage() == ballot::v1::FINAL || poll.stage() == ballot::v1::WITHDRAWN) return true;
        KnownBallot known{id.bytes(), ballot::calls.find(rows, id)->call(), poll, {}, {}};
        known.roll = reg::roll_at(rows, known.call.electorate(), poll.roll_height(),
                                  Timestamp{poll.roll_ms()}, id);
        ballot::casts.scan(
            rows,
            [&](const auto& of, const ballot::v1::CastRow& row) {
                known.counted[std::get<1>(of).bytes()] = row.transaction();
                return true;
            },
            id);
        ballot::objections_of.scan(
            rows,
            [&](const auto& of, const auto&) {
                const auto row = ballot::objections.find(rows, std::get<1>(of));
                if (row->ruling() == ballot::v1::RULING_UNSPECIFIED)
                    into.objections.push_back({std::get<1>(of).bytes(), known.call.ruling_office(),
                                               ballot::shown_hash(*row).bytes()});
                return true;
            },
            id);
        into.ballots.push_back(std::move(known));
        return true;
    });
}

std::shared_ptr<const google::protobuf::Message> act_of(const motion::v1::Motion& row) {
    const auto* type =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(row.act_type());
    CHECK(type != nullptr);
    std::shared_ptr<google::protobuf::Message> act{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
    CHECK(act->ParseFromString(row.act()));
    return act;
}

void read_motions(const state::StateView& rows, Directory& into) {
    motion::motions.scan(rows, [&](const auto& parts, const motion::v1::Motion& row) {
        const Id16& id = std::get<0>(parts);
        into.pool.ids.push_back(id.bytes());
        if (row.state() != motion::v1::OPEN) return true;
        auto& known = into.motions.emplace_back();
        known.id = id.bytes();
        known.round = row.round();
        known.shown = motion::shown_hash(id, row).bytes();
        known.act = act_of(row);
        motion::supports.scan(
            rows,
            [&known](const auto& of, const motion::v1::SupportRow& support) {
                known.members.push_back(std::get<1>(of).bytes());
                known.offices.push_back(support.as_office());
                return true;
            },
            id);
        return true;
    });
    charter::authorities.scan(rows, [&](const auto& parts, const charter::v1::AuthorityRow& row) {
        into.authorities[std::get<0>(parts)] = row.authority();
        return true;
    });
}

void fill_pool(Timestamp now, Directory& into) {
    auto& pool = into.pool;
    const auto add = [](std::vector<Bytes>& list, const std::vector<Bytes>& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    add(pool.ids, into.members);
    add(pool.ids, into.offices);
    add(pool.ids, into.estates);
    add(pool.ids, into.batches);
    for (const auto& place : into.premises) {
        pool.ids.push_back(place.id);
        pool.ids.push_back(place.row.building());
        pool.hashes.push_back(place.row.written_by());
        pool.hashes.push_back(place.holding.written_by());
    }
    for (const auto& draft : into.drafts) {
        pool.ids.push_back(draft.id);
        if (!draft.row.hash().empty()) pool.hashes.push_back(draft.row.hash());
        pool.hashes.push_back(draft.row.names_hash());
    }
    for (const auto& role : into.roles) pool.hashes.push_back(role.granted_by);
    pool.ids.push_back(Bytes(16, '\0'));
    pool.ids.push_back(Bytes(16, 'z'));
    pool.hashes.push_back(Bytes(32, 'h'));
    pool.keys.push_back("no key");
    pool.words = {"clerk", "chair", "party", "shop", "north garden", "7"};
    pool.numbers = {0, 1, now.ms, now.ms + ms_per_day, now.ms + 400 * ms_per_day};
}

}  // namespace

Directory read_directory(const state::StateView& rows, Timestamp now) {
    Directory directory;
    directory.community = machine::community_of(rows);
    read_people(rows, now, directory);
    read_places(rows, directory);
    read_ballots(rows, directory);
    reg::slips_of.scan(rows, [&](const auto& parts, const auto&) {
        const auto slip = reg::slips.find(rows, std::get<1>(parts));
        if (slip) directory.waiting_batch[slip->member()] = slip->batch();
        if (slip && slip->expires_ms() > now.ms)
            directory.slips.push_back({std::get<1>(parts).bytes(), slip->member()});
        return true;
    });
    read_motions(rows, directory);
    fill_pool(now, directory);
    return directory;
}

Bytes ruling_office_for(const Directory& directory, const Bytes& convenor) {
    const auto is_of_convenor = [&](const Bytes& member) {
        return std::ranges::any_of(directory.roles, [&](const HeldRole& held) {
            return held.office == convenor && held.member == member;
        });
    };
    const auto stands = [&](const Bytes& office) {
        return std::ranges::any_of(directory.roles, [&](const HeldRole& held) {
            return held.office == office && (held.role == "chair" || held.role == "clerk") &&
                   !is_of_convenor(held.member);
        });
    };
    for (const auto* kind : {"residents", "street"})
        for (const auto& [office, of_kind] : directory.office_kinds)
            if (of_kind == kind && office != convenor && stands(office)) return office;
    return {};
}

}  // namespace linlian::simulation
