# Finds libtorch and defines the target `libtorch`. Looks in SWEEP_LIBTORCH (a libtorch folder, or PyTorch's own `torch`
# package folder) and else where the distribution's libtorch-dev puts it. TorchConfig.cmake is passed by on purpose: it
# insists on the CUDA toolkit, protobuf and more, none of which the shim needs.

set(SWEEP_LIBTORCH "$ENV{SWEEP_LIBTORCH}" CACHE PATH "A libtorch folder, or PyTorch's torch package folder")

if(SWEEP_LIBTORCH)
  set(search HINTS "${SWEEP_LIBTORCH}" NO_DEFAULT_PATH)
else()
  set(search HINTS /usr)
endif()

find_path(LIBTORCH_INCLUDE ATen/ATen.h ${search} PATH_SUFFIXES include)
find_path(LIBTORCH_VERSION_H torch/version.h ${search} PATH_SUFFIXES include/torch/csrc/api/include include)
foreach(name torch torch_cpu c10)
  find_library(LIBTORCH_${name} ${name} ${search} PATH_SUFFIXES lib lib64)
endforeach()

if(NOT LIBTORCH_INCLUDE OR NOT LIBTORCH_VERSION_H OR NOT LIBTORCH_torch OR NOT LIBTORCH_torch_cpu OR NOT LIBTORCH_c10)
  if(SWEEP_LIBTORCH)
    message(FATAL_ERROR "SWEEP_LIBTORCH is '${SWEEP_LIBTORCH}', but must be a folder with libtorch's include/ and lib/.")
  endif()
  message(FATAL_ERROR "libtorch is missing. Install it with: apt-get install libtorch-dev libopenblas0-pthread")
endif()

get_filename_component(LIBTORCH_FOLDER "${LIBTORCH_torch}" DIRECTORY)

add_library(libtorch INTERFACE)
target_include_directories(libtorch SYSTEM INTERFACE "${LIBTORCH_INCLUDE}" "${LIBTORCH_VERSION_H}")
# libtorch registers its kernels and CUDA in static initialisers: it must stay linked though no symbol of it is named.
target_link_libraries(libtorch INTERFACE -Wl,--no-as-needed "${LIBTORCH_torch}" "${LIBTORCH_torch_cpu}" "${LIBTORCH_c10}")

# Wheels before 2.6 were built with the old C++ ABI, and say so in their own configuration.
file(GLOB config "${SWEEP_LIBTORCH}/share/cmake/Torch/TorchConfig.cmake")
if(SWEEP_LIBTORCH AND config)
  file(STRINGS "${config}" abi REGEX "_GLIBCXX_USE_CXX11_ABI=[01]")
  if(abi MATCHES "_GLIBCXX_USE_CXX11_ABI=([01])")
    target_compile_definitions(libtorch INTERFACE _GLIBCXX_USE_CXX11_ABI=${CMAKE_MATCH_1})
  endif()
endif()
