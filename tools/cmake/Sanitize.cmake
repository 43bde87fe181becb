# PELEMAY_SANITIZE: everything under AddressSanitizer and UndefinedBehaviorSanitizer; the first finding
# ends the program. What is off at run time, and why, stands in sanitize.cpp.

# vptr asks for type information, which LLVM's classes with hidden or no key functions do not have.
set(flags -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
          -fno-omit-frame-pointer)
add_compile_options(${flags})
add_link_options(${flags})
