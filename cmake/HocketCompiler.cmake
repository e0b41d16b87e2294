# Settings of the C++ compiler that every target of the project shares.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Files that use a precompiled header are cached only with this sloppiness.
  set(launcher ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(LLD_PROGRAM NAMES ld.lld-22 ld.lld)
if(LLD_PROGRAM)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    add_link_options(--ld-path=${LLD_PROGRAM})
  endif()
endif()

add_library(hocket_options INTERFACE)
add_library(hocket::options ALIAS hocket_options)
target_compile_options(hocket_options INTERFACE
  -Wall -Wextra -Wno-unused-parameter
  $<$<CXX_COMPILER_ID:Clang>:-fcolor-diagnostics>
  $<$<CXX_COMPILER_ID:GNU>:-fdiagnostics-color>)

if(HOCKET_SANITIZE)
  add_compile_options(-fsanitize=${HOCKET_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${HOCKET_SANITIZE})
  if(HOCKET_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  if(HOCKET_SANITIZE MATCHES address AND HOCKET_BUILD_COMPILER)
    add_library(hocket_sanitizer_options OBJECT ${CMAKE_CURRENT_LIST_DIR}/SanitizerOptions.cpp)
    link_libraries("$<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:$<TARGET_OBJECTS:hocket_sanitizer_options>>")
  endif()
endif()
if(HOCKET_BUILD_FUZZERS)
  # Coverage for libFuzzer in everything; only the fuzz targets link its main.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
