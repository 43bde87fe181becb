# How a room of the compiler is built: one static library, warnings on, LLVM's headers taken as
# system headers, one precompiled header shared by all (an MLIR file costs 7 s without, 3 s with).

add_library(PelemayPch STATIC ${PROJECT_SOURCE_DIR}/tools/cmake/pch.cpp)

function(pelemay_llvm_target name)
  target_include_directories(${name} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
  separate_arguments(definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_definitions(${name} PUBLIC ${definitions} PELEMAY_VERSION="${PROJECT_VERSION}")
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wno-unused-parameter
                                         -Wno-comment -Wno-maybe-uninitialized -fno-semantic-interposition)
  # Debian's LLVM is built without assertions; ours stay on in every build but Release.
endfunction()

pelemay_llvm_target(PelemayPch)
target_precompile_headers(PelemayPch PRIVATE ${PROJECT_SOURCE_DIR}/tools/cmake/pch.h)

# pelemay_add_library(NAME sources... [DEPENDS tablegen targets] [LINK libraries])
function(pelemay_add_library name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LINK" ${ARGN})
  add_library(${name} STATIC ${arg_UNPARSED_ARGUMENTS})
  pelemay_llvm_target(${name})
  target_precompile_headers(${name} REUSE_FROM PelemayPch)
  target_link_libraries(${name} PUBLIC ${arg_LINK} MLIR LLVM)
  if(arg_DEPENDS)
    add_dependencies(${name} ${arg_DEPENDS})
  endif()
endfunction()

# The sanitizers' settings, in an executable that links LLVM.
function(pelemay_sanitized name)
  if(PELEMAY_SANITIZE)
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tools/cmake/sanitize.cpp)
  endif()
endfunction()

# pelemay_add_tool(NAME sources... [LINK libraries])
function(pelemay_add_tool name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  pelemay_llvm_target(${name})
  target_precompile_headers(${name} REUSE_FROM PelemayPch)
  target_link_libraries(${name} PRIVATE ${arg_LINK} MLIR LLVM)
  pelemay_sanitized(${name})
endfunction()
