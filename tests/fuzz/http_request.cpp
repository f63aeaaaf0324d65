// No request troubles the routes of the product's modules: every answer has a status, and what says
// that it is JSON is.
#include "api/routes/routes.h"
#include "base/check.h"
#include "codec/wire.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "state/memory_state.h"

#include <nlohmann/json.hpp>

namespace linlian {
namespace {

struct Nothing final : engine::Committed {
    state::MemoryState state;
    TreeVersion version = empty_tree();
    machine::Tip at;

    const state::StateView& rows() const override { return state; }
    const TreeVersion& tree() const override { return version; }
    const machine::Tip& tip() const override { return at; }
};

// Opens what it is sent, and records nothing.
class EmptyEngine final : public engine::Engine {
  public:
    EmptyEngine(const machine::Program& program, const Hash32& community)
        : opener_(program, community) {}

    std::vector<Result<Hash32>> submit(std::vector<Bytes> transactions) override {
        std::vector<Result<Hash32>> answers;
        for (auto& bytes : transactions) {
            const auto opened = opener_.open(std::move(bytes));
            if (opened)
                answers.emplace_back(opened->id());
            else
                answers.emplace_back(tl::unexpected(opened.error()));
        }
        return answers;
    }
    engine::TransactionStatus find(const Hash32&) const override { return {}; }
    std::vector<engine::TransactionStatus> await(const std::vector<Hash32>& ids,
                                                 std::chrono::milliseconds) const override {
        return std::vector<engine::TransactionStatus>(ids.size());
    }
    std::uint64_t announced() const override { return 0; }
    void wake_after(std::uint64_t, std::weak_ptr<const engine::Wake>) const override {}
    // Owned together with whoever reads it.
    std::shared_ptr<const engine::Committed> committed() const override {
        return std::make_shared<Nothing>();
    }
    engine::Health health() const override { return {}; }

  private:
    machine::Opener opener_;
};

struct Node {
    machine::v1::Genesis genesis;
    machine::Program program = std::move(*machine::assemble(all_modules()));
    EmptyEngine engine{program, machine::community_id(genesis)};
    ops::ManualClock clock{Timestamp{1'790'000'000'000}};
    std::unique_ptr<api::Routes> routes =
        std::move(*api::Routes::make({program, engine, clock}, codec::encode(genesis)));
};

// Takes a line off the front.
std::string line_of(BytesView& rest) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string line{rest.substr(0, end)};
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
}

void request(BytesView rest) {
    static const Node node;
    api::Request request;
    request.method = line_of(rest);
    request.target = line_of(rest);
    request.content_type = line_of(rest);
    request.accept = line_of(rest);
    request.authorization = line_of(rest);
    request.body = Bytes{rest};
    auto response = node.routes->handle(std::move(request));
    while (response.later || response.pending)
        response = response.later ? response.later() : *response.pending->look({}, true);
    CHECK(response.status >= 200 && response.status < 600);
    if (response.content_type.find("json") != std::string::npos)
        CHECK(nlohmann::json::accept(response.body));
}

}  // namespace
}  // namespace linlian

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    linlian::request({reinterpret_cast<const char*>(data), size});
    return 0;
}
