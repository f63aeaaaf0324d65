# Compiler cache, fast linker, warnings and sanitizers.
find_program(ccache_program ccache)
if(ccache_program)
  # What was compiled in one clone serves every other, wherever it lies. Precompiled headers want
  # the two sloppinesses.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=true
    CCACHE_SLOPPINESS=pch_defines,time_macros ${ccache_program})
endif()
find_program(mold_program mold)
if(mold_program)
  add_link_options(-fuse-ld=mold)
endif()

add_library(linlian_warnings INTERFACE)
target_compile_options(linlian_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wnon-virtual-dtor -Wimplicit-fallthrough -Werror)

set(LINLIAN_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=, such as address,undefined")
if(LINLIAN_SANITIZE)
  add_compile_options(-fsanitize=${LINLIAN_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LINLIAN_SANITIZE})
endif()
option(LINLIAN_FUZZ "Build the fuzzers with libFuzzer (clang only)" OFF)
if(LINLIAN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined)
  add_link_options(-fsanitize=address,undefined)
endif()
