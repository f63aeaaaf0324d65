// Refusals as answers of HTTP: "problem details" in JSON with the code, its figures and its texts.
// Here alone a code becomes a status.

#include "api/routes/problem.h"

#include "codec/refusal.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <map>

namespace linlian::api {
namespace {

// Those whose status does not follow from the form of their code (status_of).
const std::map<std::string, unsigned, std::less<>>& statuses() {
    static const std::map<std::string, unsigned, std::less<>> known{
        {"api.REQUEST_MALFORMED", 400},     {"api.HEADER_TOO_LARGE", 431},
        {"api.BODY_TOO_LARGE", 413},        {"api.METHOD_WRONG", 405},
        {"api.CONTENT_TYPE_WRONG", 415},    {"api.PARAMETER_UNKNOWN", 400},
        {"api.PARAMETER_WRONG", 400},       {"api.PARAMETER_TWICE", 400},
        {"api.PARCEL_MALFORMED", 400},      {"api.PARCEL_TOO_MANY", 400},
        {"api.KEY_MALFORMED", 400},         {"api.ROW_PRIVATE", 403},
        {"api.CONNECTIONS_USED_UP", 503},   {"api.NODE_FAULT", 500},
        {"api.MEMORY_USED_UP", 503},        {"api.READS_USED_UP", 429},
        {"api.CODING_UNKNOWN", 501},        {"api.BUNDLE_NOT_MADE", 404},
        {"engine.QUEUE_FULL", 503},         {"engine.ALLOWANCE_USED_UP", 429},
        {"engine.NOT_READY", 503},          {"engine.NOT_SEALED", 503},
        {"engine.TRANSACTION_PRUNED", 410}, {"machine.QUERY_MALFORMED", 400},
        {"machine.ASKER_NEEDED", 401},      {"machine.ASKER_INACTIVE", 403},
        {"api.TRANSACTION_PERSONAL", 403},  {"api.OPERATOR_ONLY", 403},
        {"api.CLOCK_MOVED", 409},           {"machine.ROW_OF_OTHER", 403},
        {"machine.ROW_HIDDEN", 403},        {"api.POSTS_USED_UP", 429},
        {"api.HOST_UNKNOWN", 421},          {"api.ORIGIN_UNKNOWN", 403},
        {"engine.BYTES_USED_UP", 429},      {"engine.ROWS_USED_UP", 429},
        {"engine.LOOKS_USED_UP", 429},
    };
    return known;
}

// The phrases of HTTP; that of 422 for all others.
const char* phrase(unsigned status) {
    switch (status) {
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 421:
            return "Misdirected Request";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        default:
            return "Unprocessable Content";
    }
}

}  // namespace

// What a module refuses is 422 unless its name says more: so a new refusal needs no line here.
unsigned status_of(const Refusal& refusal) {
    const auto known = statuses().find(refusal.code);
    if (known != statuses().end()) return known->second;
    if (refusal.code.starts_with("api.ASK_")) return 401;
    if (refusal.code.ends_with(".NOT_FOR_YOU")) return 403;
    return refusal.code.ends_with("_UNKNOWN") ? 404 : 422;
}

// The seconds after which it may be tried again: those that the refusal names, or one.
static unsigned wait_of(const Refusal& refusal) {
    unsigned seconds = 1;
    for (const auto& [name, value] : refusal.figures) {
        if (name == "seconds") std::from_chars(value.data(), value.data() + value.size(), seconds);
    }
    return seconds;
}

Response problem(const Refusal& refusal, unsigned status) {
    nlohmann::ordered_json details;
    // Where the schema describes this code.
    details["type"] = "/schema#" + refusal.code;
    details["title"] = phrase(status);
    details["status"] = status;
    const auto en = codec::refusal_text(refusal, codec::Language::en);
    details["detail"] = en.value_or(refusal.code);
    details["code"] = refusal.code;
    details["zh"] = codec::refusal_text(refusal, codec::Language::zh).value_or(refusal.code);
    details["en"] = en.value_or(refusal.code);
    details["figures"] = nlohmann::ordered_json::object();
    for (const auto& figure : refusal.figures) details["figures"][figure.name] = figure.value;
    Response response;
    response.status = status;
    // Only where trying again may help: too many requests, or not able just now.
    response.retry_after_s = status == 429 || status == 503 ? wait_of(refusal) : 0;
    response.content_type = problem_type;
    response.body = details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

}  // namespace linlian::api
