# precompiled(TARGET): the headers that most files of a program of tests read and that seldom
# change, read once: those of the modules' schemas, of protobuf, GoogleTest and the standard
# library. Every file still includes what it uses: the sanitize preset builds the same programs
# without. Not for what is shipped: optimised code gets false warnings of gcc 12 from within
# std::string then, because it forgets where system headers were.
function(precompiled target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <chrono> <filesystem> <functional> <map> <memory> <optional> <set> <span>
    <string> <string_view> <variant> <vector>
    <google/protobuf/descriptor.h> <google/protobuf/message.h> <gtest/gtest.h>
    <nlohmann/json.hpp> <tl/expected.hpp>
    <modules/ballot/ballot.pb.h>
    <modules/ballot/objections.pb.h>
    <modules/ballot/papers.pb.h>
    <modules/charter/charter.pb.h>
    <modules/motion/motion.pb.h>
    <modules/registry/registry.pb.h>)
  add_dependencies(${target} linlian_modules_schema)
endfunction()
