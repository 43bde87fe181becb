#!/bin/sh
# board.sh OUT: builds board_check.cpp for the host and for the emulated Cortex-M4, runs both, compares
# every line by the byte. Exit 77 (skipped) without the cross compiler or the emulator.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
out=$1
for tool in arm-none-eabi-g++ qemu-system-arm; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
mkdir -p "$out"
common="-std=c++17 -ffp-contract=off -fno-exceptions -fno-rtti -I$root/runtime -Wall -Wextra -Wpedantic
  -Wconversion -Wsign-conversion -Wshadow -Wdouble-promotion -Werror"
${CXX:-c++} $common -O2 "$root/runtime/ports/host/board.cpp" "$here/board_check.cpp" -o "$out/host"
"$out/host" | grep -v '^#' > "$out/host.txt"
for level in -Os -O2; do
  arm-none-eabi-g++ $common $level -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16 \
    -ffreestanding -fno-unwind-tables -fno-asynchronous-unwind-tables -ffunction-sections \
    -fdata-sections -nostdlib -T "$root/runtime/ports/cortex_m/link.ld" -Wl,--gc-sections \
    -Wl,--defsym=__flash=0,--defsym=__flash_size=0x400000,--defsym=__ram=0x20000000 \
    -Wl,--defsym=__ram_size=0x400000,--defsym=__stack_size=0x2000 \
    "$root"/runtime/ports/cortex_m/*.cpp "$here/board_check.cpp" -lgcc -o "$out/board$level.elf"
  timeout 60 qemu-system-arm -M mps2-an386 -display none -monitor none -serial none \
    -chardev stdio,id=s0 -semihosting-config enable=on,target=native,chardev=s0 \
    -kernel "$out/board$level.elf" < /dev/null > "$out/board$level.all"
  grep '^#' "$out/board$level.all"
  grep -v '^#' "$out/board$level.all" | cmp - "$out/host.txt"
  echo "cortex-m4 $level: equal to the host"
done
