# Fuzz targets, the same for the compiler and the runtime.

# hocket_add_fuzz_target(<name>_fuzz SOURCES … [CORPUS folder] [DICTIONARY file] [LINK libs…])
# The source defines LLVMFuzzerTestOneInput and stands beside what it tests.
#
# With HOCKET_BUILD_FUZZERS: a libFuzzer program in ${PROJECT_BINARY_DIR}/fuzz,
# beside a `<name>.corpus` that names the folder of seeds and a `<name>.dict`.
# tools/dev/fuzz runs them.
#
# With HOCKET_BUILD_TESTS: a test that feeds every seed to the target once, in
# any build, so that an input which once crashed stays a regression test.
function(hocket_add_fuzz_target name)
  cmake_parse_arguments(ARG "" "CORPUS;DICTIONARY" "SOURCES;LINK" ${ARGN})
  if(ARG_CORPUS)
    cmake_path(ABSOLUTE_PATH ARG_CORPUS NORMALIZE)
  endif()
  if(HOCKET_BUILD_FUZZERS)
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINK})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
    file(WRITE ${PROJECT_BINARY_DIR}/fuzz/${name}.corpus "${ARG_CORPUS}")
    if(ARG_DICTIONARY)
      configure_file(${ARG_DICTIONARY} ${PROJECT_BINARY_DIR}/fuzz/${name}.dict COPYONLY)
    endif()
    set_property(GLOBAL APPEND PROPERTY HOCKET_FUZZ_TARGETS ${name})
  elseif(HOCKET_BUILD_TESTS AND ARG_CORPUS)
    add_executable(${name}_replay ${ARG_SOURCES} ${PROJECT_SOURCE_DIR}/cmake/FuzzReplay.cpp)
    target_link_libraries(${name}_replay PRIVATE ${ARG_LINK})
    set_target_properties(${name}_replay PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/test/bin)
    add_test(NAME ${name}_replay COMMAND ${name}_replay ${ARG_CORPUS})
    set_tests_properties(${name}_replay PROPERTIES TIMEOUT 120 LABELS fuzz)
  endif()
endfunction()

# The target `fuzzers`: every fuzz target and nothing else. Called last.
function(hocket_add_fuzzers_target)
  get_property(targets GLOBAL PROPERTY HOCKET_FUZZ_TARGETS)
  add_custom_target(fuzzers)
  if(targets)
    add_dependencies(fuzzers ${targets})
  endif()
endfunction()
