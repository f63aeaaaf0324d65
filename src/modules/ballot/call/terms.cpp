// Whether the terms of a call keep to its presets and to the least that holds without one. Each
// check is about one term; check_terms asks them all.
#include "modules/ballot/call/terms.h"

#include "codec/refusal.h"
#include "modules/ballot/call/covenants.h"
#include "modules/ballot/call/presets.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/rules.h"
#include "modules/charter/charter.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// A number of days that a preset sets, kept where arithmetic with times cannot overflow.
std::int64_t days_of(const v1::CallBallot& act, const std::string& name, std::int64_t otherwise) {
    return std::clamp<std::int64_t>(number_of(act, name).value_or(otherwise), 0, 10'000);
}

// Where the local rule is silent, what owners or the residents' assembly decide takes so long, and
// all else takes as long as `otherwise` says.
std::int64_t least_days(const v1::CallBallot& act, const std::string& name, std::int64_t decided,
                        std::int64_t otherwise) {
    return days_of(act, name, follows_presets(act) ? decided : otherwise);
}

// The extraordinary meeting has a notice of its own only where the local rule says so.
std::int64_t notice_days(const v1::CallBallot& act) {
    const auto regular = least_days(act, "notice_days_regular", least_notice_days, 0);
    if (!act.terms().extraordinary()) return regular;
    return days_of(act, "notice_days_extraordinary", regular);
}

// An opening in the past is refused even where no notice is asked for.
Result<> check_notice(const v1::CallBallot& act, Timestamp now) {
    const auto days = notice_days(act);
    // The day of the notice is not counted (Civil Code, art. 201).
    const auto earliest_ms = charter::start_of_day(now).ms + (days + 1) * ms_per_day;
    if (act.terms().opens_ms() <= now.ms || (days > 0 && act.terms().opens_ms() < earliest_ms))
        return refuse(v1::NOTICE_TOO_SHORT, {{"needed", std::to_string(days)}});
    if (act.terms().opens_ms() - now.ms > max_notice_days * ms_per_day)
        return refuse(v1::VALUE_WRONG, {{"field", "opens_ms"}});
    return {};
}

// Whoever is asked can answer: nobody lives through a window of an hour.
std::int64_t window_days(const v1::CallBallot& act) {
    const auto least =
        least_days(act, "window_days_min", least_window_days, least_window_days_of_others);
    return act.terms().silence_follows_majority() ? std::max(least, least_window_days_of_silence)
                                                  : least;
}

Result<> check_window(const v1::CallBallot& act) {
    const auto& terms = act.terms();
    const auto least = window_days(act);
    const auto most = days_of(act, "window_days_max", max_window_days);
    const auto window_ms = terms.closes_ms() - terms.opens_ms();
    if (window_ms < least * ms_per_day || window_ms > most * ms_per_day)
        return refuse(v1::WINDOW_WRONG,
                      {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    // Extended or not, it is one window.
    const auto left = most - (window_ms + ms_per_day - 1) / ms_per_day;
    const auto months = days_of(act, "extension_months_max", 0);
    const auto limit = number_of(act, "extension_months_max") ? std::min(left, months * 30) : left;
    if (terms.extend_days() > limit)
        return refuse(v1::EXTENSION_TOO_LONG, {{"limit", std::to_string(limit)}});
    return {};
}

// What is posted for a number of days is objected to as long.
Result<> check_objection_days(const v1::CallBallot& act) {
    const auto asked =
        least_days(act, "objection_days", least_objection_days, least_objection_days_of_others);
    const auto needed = std::max(asked, days_of(act, "result_posted_days_min", 1));
    if (act.terms().objection_days() < needed)
        return refuse(v1::OBJECTION_TOO_SHORT, {{"needed", std::to_string(needed)}});
    return {};
}

bool has_channel(const v1::Terms& terms, v1::Channel channel) {
    return std::ranges::count(terms.channels(), channel) > 0;
}

Result<> need(const v1::CallBallot& act, v1::Channel channel) {
    if (has_channel(act.terms(), channel)) return {};
    return refuse(v1::CHANNEL_NEEDED, {{"channel", v1::Channel_Name(channel)}});
}

// Where a city prescribes its own system, our phone is closed and its signed list comes in.
Result<> check_lawful_channels(const v1::CallBallot& act) {
    const bool phone = has_channel(act.terms(), v1::PHONE);
    if (rule_holds(act, "city_system_only")) {
        if (phone) return refuse(v1::CHANNEL_CLOSED, {{"channel", "PHONE"}});
        TRY(need(act, v1::CITY_LIST));
    }
    const bool online = phone || has_channel(act.terms(), v1::CITY_LIST);
    if (online && rule_holds(act, "internet_with_paper")) TRY(need(act, v1::PAPER));
    if (rule_holds(act, "paper_on_request")) TRY(need(act, v1::PAPER));
    return {};
}

Result<> check_silence(const state::StateView& view, const v1::CallBallot& act) {
    if (!act.terms().silence_follows_majority() || silence_is_agreed(view, act)) return {};
    return refuse(v1::SILENCE_NOT_ALLOWED);
}

Result<> check_proxies(const v1::CallBallot& act) {
    const auto limit = number_of(act, "proxy_owners_max");
    if (limit && act.terms().proxy_owners_max() > *limit)
        return refuse(v1::PROXY_CAP_TOO_HIGH, {{"limit", std::to_string(*limit)}});
    return {};
}

}  // namespace

Result<> check_terms(const state::StateView& view, const v1::CallBallot& act, Timestamp now) {
    TRY(check_notice(act, now));
    TRY(check_window(act));
    TRY(check_objection_days(act));
    TRY(check_lawful_channels(act));
    TRY(check_silence(view, act));
    return check_proxies(act);
}

}  // namespace linlian::ballot
