# Installs the runtime for embedding: libraries, headers, the CMake package
# Hocket (targets hocket::runtime and, as component "static",
# hocket::runtime_static) and a pkg-config file.

include(CMakePackageConfigHelpers)

set(HOCKET_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Hocket)

install(DIRECTORY include/hocket DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# Two exports: only who links the static library needs what it links.
install(TARGETS hocket_runtime EXPORT HocketTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS hocket_runtime_static EXPORT HocketStaticTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT HocketTargets NAMESPACE hocket:: DESTINATION ${HOCKET_PACKAGE_DIR})
install(EXPORT HocketStaticTargets NAMESPACE hocket:: DESTINATION ${HOCKET_PACKAGE_DIR})

configure_package_config_file(cmake/HocketConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/HocketConfig.cmake
  INSTALL_DESTINATION ${HOCKET_PACKAGE_DIR}
  PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/HocketConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/HocketConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/HocketConfigVersion.cmake
  DESTINATION ${HOCKET_PACKAGE_DIR})

# Relative, so that the installed folder can be moved, as the CMake package can.
file(RELATIVE_PATH HOCKET_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/hocket.pc.in hocket.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/hocket.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
