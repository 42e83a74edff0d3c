# Every module is declared through one of these three functions, so that all share warnings and layout.
#
#   clearbudget_library(NAME <module> SOURCES <files> [DEPS <targets>])   -> target clearbudget_<module>
#   clearbudget_program(NAME <program> SOURCES <files> [DEPS <targets>])  -> executable <program>
#   clearbudget_test(NAME <module> SOURCES <files> [DEPS <targets>])      -> <module>_test, found by ctest
include(GoogleTest)

function(clearbudget_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS" ${ARGN})
  add_library(clearbudget_${ARG_NAME} STATIC ${ARG_SOURCES})
  target_include_directories(clearbudget_${ARG_NAME} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(clearbudget_${ARG_NAME} PUBLIC ${ARG_DEPS} PRIVATE clearbudget_warnings)
endfunction()

function(clearbudget_program)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_include_directories(${ARG_NAME} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_DEPS} clearbudget_warnings)
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# One binary a module: linking gRPC once a module, not once a file, keeps the build short.
function(clearbudget_test)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS" ${ARGN})
  add_executable(${ARG_NAME}_test ${ARG_SOURCES})
  target_include_directories(${ARG_NAME}_test PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${ARG_NAME}_test PRIVATE ${ARG_DEPS} clearbudget_warnings GTest::gmock GTest::gtest_main)
  target_compile_definitions(${ARG_NAME}_test PRIVATE CLEARBUDGET_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  gtest_discover_tests(${ARG_NAME}_test DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS unit TIMEOUT 120 TEST_PREFIX ${ARG_NAME}.)
endfunction()
