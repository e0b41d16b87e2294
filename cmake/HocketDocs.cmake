# The language reference, generated from TableGen: target hocket-docs.

# hocket_add_doc(<name> SOURCE <file.td> GENERATOR <flags for mlir-tblgen…> [TITLE <heading>])
# Adds a part to the reference, in the order of the calls. Passes need a heading;
# dialects bring their own.
function(hocket_add_doc name)
  cmake_parse_arguments(ARG "" "SOURCE;TITLE" "GENERATOR" ${ARGN})
  set(LLVM_TARGET_DEFINITIONS ${ARG_SOURCE})
  tablegen(MLIR ${name}.md ${ARG_GENERATOR})
  add_custom_target(${name}Doc DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/${name}.md)
  set_property(GLOBAL APPEND PROPERTY HOCKET_DOC_TARGETS ${name}Doc)
  set_property(GLOBAL APPEND PROPERTY HOCKET_DOC_PARTS
    "${ARG_TITLE}=${CMAKE_CURRENT_BINARY_DIR}/${name}.md")
endfunction()

# Puts the parts together, after every directory has added its own.
function(hocket_finish_docs)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  get_property(targets GLOBAL PROPERTY HOCKET_DOC_TARGETS)
  get_property(parts GLOBAL PROPERTY HOCKET_DOC_PARTS)
  set(files ${parts})
  list(TRANSFORM files REPLACE "^[^=]*=" "")
  set(script ${PROJECT_SOURCE_DIR}/cmake/compose_reference.py)
  set(reference ${PROJECT_BINARY_DIR}/docs/LanguageReference.md)
  add_custom_command(OUTPUT ${reference}
    COMMAND ${Python3_EXECUTABLE} ${script} ${reference} ${parts}
    DEPENDS ${script} ${files} ${targets}
    COMMENT "Composing the language reference" VERBATIM)
  add_custom_target(hocket-docs ALL DEPENDS ${reference})
endfunction()
