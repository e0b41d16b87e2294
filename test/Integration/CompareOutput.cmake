# Runs a command and compares what it prints with a file, exactly.
#   cmake -DEXPECTED=<file> -DFOLDER=<folder to run in> -DCOMMAND=<program;argument;…>
#     -P CompareOutput.cmake

execute_process(COMMAND ${COMMAND} WORKING_DIRECTORY ${FOLDER}
  OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE result)
file(READ ${EXPECTED} expected)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "expected success, found exit code ${result}\n${errors}")
endif()
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "expected\n${expected}\nfound\n${output}")
endif()
