#!/bin/sh
# freestanding.sh OUT: compiles every kernel as firmware does, with each compiler that is here, and looks
# at the objects: no warning, no undefined symbol but the four memory functions and the compiler's own
# helpers, no static constructor, nothing that two files would define twice. Exit 77 (skipped) where not
# one compiler is installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
out=$1
mkdir -p "$out"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wdouble-promotion -Werror"
# What freestanding.cpp itself declares, the memory functions, helpers of libgcc and compiler-rt.
allowed='^(weights|bias|weights_q|bias_q|multipliers|ties|shifts|conv_shape|pool_shape|pair_shape|extent_shape|product_shape|transpose_shape|move_shape|chunks_shape|memcpy|memmove|memset|memcmp|__aeabi_.*|__[a-z]*[dst][if]([0-9]|[dst][if])*)$'
launcher=$(command -v ccache || true)
ran=0
check() {  # NAME COMPILER FLAGS..
  name=$1
  shift
  command -v "$1" > /dev/null || { echo "skipped: $1 is not installed"; return 0; }
  ran=1
  for level in -O0 -Os -O2; do
    $launcher "$@" -std=c++17 $level -ffreestanding -fno-exceptions -fno-rtti -ffp-contract=off $warnings \
      -I"$root/runtime" -c "$here/freestanding.cpp" -o "$out/$name$level.o"
    if nm -u "$out/$name$level.o" | awk '{print $2}' | grep -vE "$allowed"; then
      echo "error: $name $level needs the symbols above, which firmware does not have"
      exit 1
    fi
    if objdump -h "$out/$name$level.o" | grep -E 'init_array|ctors'; then
      echo "error: $name $level makes static constructors"
      exit 1
    fi
    if nm "$out/$name$level.o" | grep -E ' [TDRB] _ZN7pelemay'; then
      echo "error: $name $level defines the symbols above in every file that includes the headers"
      exit 1
    fi
    echo "$name $level: ok"
  done
}
check gcc g++
check gcc-no-errno g++ -fno-math-errno
check clang clang++-19
check cortex-m4 arm-none-eabi-g++ -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16
check cortex-m3 arm-none-eabi-g++ -mcpu=cortex-m3 -mthumb -mfloat-abi=soft  # no FPU
check cortex-m0plus arm-none-eabi-g++ -mcpu=cortex-m0plus -mthumb  # no unaligned access
check armv7 arm-linux-gnueabihf-g++ -fno-pie -mcpu=cortex-a7 -mfloat-abi=hard -mfpu=neon-vfpv4
check aarch64 aarch64-linux-gnu-g++ -mcpu=cortex-a53
check rv32 riscv64-unknown-elf-gcc -march=rv32imc -mabi=ilp32
check rv64 riscv64-unknown-elf-gcc -march=rv64gc -mabi=lp64d
[ $ran = 1 ] || exit 77
