# One place for what every compilation of the project shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

set(CLEARBUDGET_SANITIZER none CACHE STRING "none, address (with undefined) or thread")
set_property(CACHE CLEARBUDGET_SANITIZER PROPERTY STRINGS none address thread)
option(CLEARBUDGET_COVERAGE "Instrument for gcov" OFF)

if(CLEARBUDGET_SANITIZER STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g1)
  # GCC 12 sees uninitialized members of a std::variant where it instruments; without the sanitizer it does not.
  add_compile_options(-Wno-maybe-uninitialized)
  add_link_options(-fsanitize=address,undefined)
elseif(CLEARBUDGET_SANITIZER STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=thread)
elseif(NOT CLEARBUDGET_SANITIZER STREQUAL "none")
  message(FATAL_ERROR "CLEARBUDGET_SANITIZER is '${CLEARBUDGET_SANITIZER}'; expected none, address or thread")
endif()
if(CLEARBUDGET_COVERAGE)
  add_compile_options(--coverage -O0)
  add_link_options(--coverage)
endif()

# Our own code compiles without a warning; generated code is not held to it.
add_library(clearbudget_warnings INTERFACE)
target_compile_options(clearbudget_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
