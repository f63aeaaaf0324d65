# Headers that most files read and that seldom change, read once for all rooms. Every file still
# includes what it uses, which the sanitize preset holds us to: it builds without.
#
#   precompiled(TARGET common)   the standard library, protobuf, fmt
#   precompiled(TARGET domain)   and the schemas of the modules; for `modules` and what stands on it
#   precompiled(TARGET tests)    and GoogleTest, for the large programs of tests

set(common_headers
  <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <set> <span> <string>
  <string_view> <variant> <vector> <fmt/format.h> <google/protobuf/descriptor.h>
  <google/protobuf/message.h> <tl/expected.hpp>)
set(domain_headers ${common_headers}
  <modules/ballot/ballot.pb.h> <modules/ballot/objections.pb.h> <modules/ballot/papers.pb.h>
  <modules/charter/charter.pb.h> <modules/motion/motion.pb.h> <modules/registry/registry.pb.h>)
set(tests_headers ${domain_headers} <filesystem> <gtest/gtest.h> <nlohmann/json.hpp>)

file(WRITE ${CMAKE_BINARY_DIR}/gen/precompiled.cpp "// Carries the precompiled headers.\n")

# Once for each set, when all schemas are declared.
function(precompile kind)
  add_library(linlian_precompiled_${kind} OBJECT ${CMAKE_BINARY_DIR}/gen/precompiled.cpp)
  target_link_libraries(linlian_precompiled_${kind} PRIVATE linlian_ground protobuf::libprotobuf
                        linlian_warnings ${ARGN})
  target_precompile_headers(linlian_precompiled_${kind} PRIVATE ${${kind}_headers})
endfunction()

function(precompiled target kind)
  target_precompile_headers(${target} REUSE_FROM linlian_precompiled_${kind})
  # gcc 12 forgets which headers are the system's when they come precompiled, and then warns of
  # what it does not understand within them.
  target_compile_options(${target} PRIVATE -Wno-restrict -Wno-array-bounds
    -Wno-stringop-overflow -Wno-stringop-overread)
endfunction()
