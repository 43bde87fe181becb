#!/bin/sh
# board.sh OUT: the same numbers on this computer and on every target that is emulated here. board_check.cpp's
# lines are compared by the byte; requantize_check.cpp's are computed again in Python's integers. Exit 77
# (skipped) where nothing is emulated.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
out=$1
mkdir -p "$out"
built() {  # PROGRAM TARGET LEVEL: what the program prints, in OUT/PROGRAM-TARGET.txt
  python3 "$root/tools/lib/image.py" "$2" "$out/$1-$2.elf" --level "$3" "$here/$1.cpp" > "$out/$1-$2.txt"
}
same() {  # TARGET LEVEL
  built board_check "$1" "$2"
  grep '^#' "$out/board_check-$1.txt"
  grep -v '^#' "$out/board_check-$1.txt" | cmp - "$out/host.txt"
  built requantize_check "$1" "$2"
  cmp "$out/requantize_check-$1.txt" "$out/requantize_check-host.txt"
  echo "$1 -O$2: equal to the host"
}
built board_check host 2
grep -v '^#' "$out/board_check-host.txt" > "$out/host.txt"
built requantize_check host 2
python3 "$here/requantize_check.py" "$out/requantize_check-host.txt"
targets=$(python3 "$root/tools/lib/targets.py" --emulated)
for target in $targets; do
  same "$target" 2
  case $target in cortex-m0plus | cortex-m4 | rv32imc) same "$target" s ;; esac
done
[ -n "$targets" ] || exit 77
