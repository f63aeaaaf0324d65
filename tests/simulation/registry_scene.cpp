#include "simulation/registry_scene.h"

namespace linlian::simulation::registry_acts {

Bytes new_id(Draws& draws) {
    Bytes id(Id16::size, '\0');
    for (char& byte : id) byte = static_cast<char>(draws.below(256));
    return id;
}

Bytes key_of(const Scene& scene, const Bytes& member) {
    std::vector<Bytes> theirs;
    for (const auto& key : scene.directory.active) {
        if (key.member == member) theirs.push_back(key.key);
    }
    return theirs.empty() ? Bytes{} : scene.draws.one_of(theirs);
}

}  // namespace linlian::simulation::registry_acts
