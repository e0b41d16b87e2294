# Functions for the folders of the runtime.

# hocket_runtime_sources(file…): adds files of the current folder to the library.
function(hocket_runtime_sources)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE files)
  target_sources(hocket_runtime_objects PRIVATE ${files})
endfunction()

# hocket_add_runtime_test(<name> SOURCES … [LINK libs…] [ARGS arguments…] [TIMEOUT s])
# A googletest that sees the internal headers. The test's file stands beside
# the source that it tests; one executable and one ctest entry per call.
function(hocket_add_runtime_test name)
  if(NOT HOCKET_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;ARGS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE hocket_runtime_internal ${ARG_LINK} GTest::gmock_main)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/test/bin)
  add_test(NAME ${name} COMMAND ${name} ${ARG_ARGS})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS runtime)
endfunction()
