# Flags of our own targets only: link `koe_flags` PRIVATE; third parties stay as they are.
add_library(koe_flags INTERFACE)
target_include_directories(koe_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(koe_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough -Wduplicated-cond -Wlogical-op
  -Wno-missing-field-initializers)  # designated initialisers leave the rest to the members' defaults
# Contraction of a*b+c into a fused operation differs between processors; results must not.
target_compile_options(koe_flags INTERFACE -ffp-contract=off)
if(KOE_WERROR)
  target_compile_options(koe_flags INTERFACE -Werror)
endif()
if(KOE_SANITIZE)
  target_compile_options(koe_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(koe_flags INTERFACE -fsanitize=address,undefined)
endif()
