# Finds MLIR 22.1 and offers functions for dialect libraries and compiler tools.

find_package(MLIR 22.1 REQUIRED CONFIG HINTS /usr/lib/llvm-22/lib/cmake/mlir)
list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
include(TableGen)
include(AddLLVM)
include(AddMLIR)

set(HOCKET_INCLUDE_DIR ${PROJECT_SOURCE_DIR}/include)
set(HOCKET_BINARY_INCLUDE_DIR ${PROJECT_BINARY_DIR}/include)

# TableGen reads the folder's include path. (CMake has no target property for it.)
include_directories(${HOCKET_INCLUDE_DIR} ${HOCKET_BINARY_INCLUDE_DIR})
include_directories(SYSTEM ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})

# One precompiled header for the whole compiler: MLIR's headers cost seconds a file.
add_library(hocket_mlir_base INTERFACE)
target_include_directories(hocket_mlir_base INTERFACE
  ${HOCKET_INCLUDE_DIR} ${HOCKET_BINARY_INCLUDE_DIR})
target_include_directories(hocket_mlir_base SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
target_compile_options(hocket_mlir_base INTERFACE -fno-exceptions
  $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)
target_link_libraries(hocket_mlir_base INTERFACE hocket::options)

set_property(GLOBAL PROPERTY HOCKET_COMPILER_LIBS "")

# hocket_add_library(<name> SOURCES … [DEPENDS tablegen-targets…] [LINK libs…])
# A static library of the compiler. Every one is linked by the tools through
# the global property HOCKET_COMPILER_LIBS.
function(hocket_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
  target_link_libraries(${name} PUBLIC hocket_mlir_base ${ARG_LINK})
  hocket_use_pch(${name})
  set_property(GLOBAL APPEND PROPERTY HOCKET_COMPILER_LIBS ${name})
endfunction()

# hocket_add_tool(<name> SOURCES … [LINK libs…])
# An executable that contains the whole compiler.
function(hocket_add_tool name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE hocket_mlir_base hocket_parser_guard ${ARG_LINK})
  hocket_use_pch(${name})
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

function(hocket_use_pch name)
  if(NOT TARGET hocket_pch)
    file(WRITE ${PROJECT_BINARY_DIR}/hocket_pch.cpp "")
    add_library(hocket_pch STATIC ${PROJECT_BINARY_DIR}/hocket_pch.cpp)
    target_link_libraries(hocket_pch PUBLIC hocket_mlir_base)
    target_precompile_headers(hocket_pch PRIVATE ${PROJECT_SOURCE_DIR}/cmake/MLIRHeaders.h)
  endif()
  if(NOT name STREQUAL hocket_pch)
    # The precompiled header is built with -fPIC; CMake would give executables -fPIE.
    get_target_property(type ${name} TYPE)
    if(type STREQUAL EXECUTABLE)
      set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
      target_compile_options(${name} PRIVATE -fPIC)
    endif()
    target_precompile_headers(${name} REUSE_FROM hocket_pch)
  endif()
endfunction()
