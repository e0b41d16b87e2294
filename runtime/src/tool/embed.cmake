# Writes builtin-tools.json as a C++ source: cmake -DINPUT=… -DOUTPUT=… -P embed.cmake
file(READ ${INPUT} json)
file(WRITE ${OUTPUT} "// Generated from builtin-tools.json.
#include \"tool/catalog.h\"

std::string_view hocket::builtinCatalogJson() {
  return R\"hocket(${json})hocket\";
}
")
