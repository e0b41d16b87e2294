# Writes a text as a C++ source:
# cmake -DINPUT=… -DOUTPUT=… -DFUNCTION=name -DHEADER=… -P embed.cmake
file(READ ${INPUT} text)
file(WRITE ${OUTPUT} "// Generated.
#include \"${HEADER}\"

std::string_view hocket::${FUNCTION}() {
  return R\"hocket(${text})hocket\";
}
")
