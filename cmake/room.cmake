# room(NAME [LINKS ...]) declares one room of src/: a library of its sources and schemas, standing
# on the rooms declared before it, and one test program of its *_test.cpp files. What it links from
# outside is its own: rooms above see its headers alone.
# Sources and schemas are found by convention, so that a new file needs no line here.

add_library(linlian_ground INTERFACE)
target_include_directories(linlian_ground INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_include_directories(linlian_ground SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/gen)
target_link_libraries(linlian_ground INTERFACE fmt::fmt Threads::Threads tl::expected)
set(LINLIAN_ROOM_BELOW linlian_ground)

# Generates C++ from schemas into build/gen.
function(generate_schema out_sources)
  set(generated)
  foreach(proto ${ARGN})
    file(RELATIVE_PATH relative ${CMAKE_SOURCE_DIR}/src ${proto})
    string(REGEX REPLACE "\\.proto$" ".pb.cc" source ${CMAKE_BINARY_DIR}/gen/${relative})
    string(REGEX REPLACE "\\.proto$" ".pb.h" header ${CMAKE_BINARY_DIR}/gen/${relative})
    add_custom_command(OUTPUT ${source} ${header}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/gen
      COMMAND protobuf::protoc --proto_path=${CMAKE_SOURCE_DIR}/src
              --cpp_out=${CMAKE_BINARY_DIR}/gen ${relative}
      DEPENDS ${proto} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/src VERBATIM)
    list(APPEND generated ${source})
  endforeach()
  set(${out_sources} ${generated} PARENT_SCOPE)
endfunction()

function(room name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  # A *_test.proto belongs to the test program alone.
  file(GLOB_RECURSE protos CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.proto)
  set(test_protos ${protos})
  list(FILTER protos EXCLUDE REGEX "_test\\.proto$")
  list(FILTER test_protos INCLUDE REGEX "_test\\.proto$")
  generate_schema(generated ${protos})
  generate_schema(generated_for_tests ${test_protos})

  set(kind STATIC)
  set(visibility PUBLIC)
  if(NOT sources AND NOT generated)
    set(kind INTERFACE)
    set(visibility INTERFACE)
  endif()
  if(generated)
    add_library(linlian_${name}_schema STATIC ${generated})
    target_include_directories(linlian_${name}_schema SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/gen)
    target_link_libraries(linlian_${name}_schema PUBLIC ${LINLIAN_ROOM_BELOW} protobuf::libprotobuf)
    target_compile_options(linlian_${name}_schema PRIVATE -w)
  endif()
  if(sources)
    add_library(linlian_${name} STATIC ${sources})
    target_link_libraries(linlian_${name} PRIVATE linlian_warnings)
  else()
    set(visibility INTERFACE)
    add_library(linlian_${name} INTERFACE)
  endif()
  target_link_libraries(linlian_${name} ${visibility} ${LINLIAN_ROOM_BELOW})
  if(sources)
    target_link_libraries(linlian_${name} PRIVATE ${ARG_LINKS})
  else()
    target_link_libraries(linlian_${name} INTERFACE ${ARG_LINKS})
  endif()
  if(generated)
    target_link_libraries(linlian_${name} ${visibility} linlian_${name}_schema)
  endif()
  set(LINLIAN_ROOM_BELOW linlian_${name} PARENT_SCOPE)

  if(tests)
    add_executable(${name}_test ${tests} ${generated_for_tests})
    target_compile_options(${name}_test PRIVATE -O1) # compiling them takes longer than running
    set_source_files_properties(${generated_for_tests} PROPERTIES COMPILE_OPTIONS -w)
    target_link_libraries(${name}_test PRIVATE linlian_${name} ${ARG_LINKS} linlian_warnings
                          GTest::gtest_main GTest::gmock ${LINLIAN_TEST_KIT})
    # One entry a program: tools/run_tests.py counts the cases inside. A process for each of
    # thousands of cases would cost more than the cases.
    add_test(NAME ${name}_test COMMAND ${name}_test)
  endif()
endfunction()
