# shellcheck shell=bash
# What tools/demo and tools/test share: words for people, Debian packages, the number of jobs, builds.
#
# Sourced after `root` is set to the repository's folder. Installs only what is missing, and says so
# before it does; calls no apt at all when nothing is missing.

# The compiler: what `cmake --preset release` needs.
# shellcheck disable=SC2034  # read by the scripts that source this file
compiler_packages=(cmake ninja-build g++ ccache python3 libmlir-19-dev mlir-19-tools llvm-19-dev
  libonnx-dev libprotobuf-dev protobuf-compiler nlohmann-json3-dev)
# The emulated Cortex-M4. No newlib: generated code and our start-up files need no C library.
# shellcheck disable=SC2034
board_packages=(gcc-arm-none-eabi qemu-system-arm)
# The other targets, emulated as well: Linux on Arm and RISC-V, RISC-V without.
# shellcheck disable=SC2034
more_packages=(g++-aarch64-linux-gnu g++-arm-linux-gnueabihf g++-riscv64-linux-gnu qemu-user
  gcc-riscv64-unknown-elf qemu-system-misc)

say() { printf '%s\n' "$*"; }

heading() { printf '\n== %s\n' "$*"; }

# die MESSAGE [HELP]
die() {
  printf '%s: error: %s\n' "${0##*/}" "$1" >&2
  [ $# -lt 2 ] || printf '  help: %s\n' "$2" >&2
  exit 1
}

# The packages of "$@" that are not installed, one a line.
missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || say "$package"
  done
}

# As root, by sudo if need be.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"
}

# twice COMMAND..: a mirror may be out of step once.
twice() {
  "$@" || { say "again: $*"; sleep 5; "$@"; }
}

# install_packages PACKAGE..
install_packages() {
  local missing
  command -v apt-get > /dev/null ||
    die "needs Debian's apt-get, which is not here" \
        "on another system install the like of: $*; then: cmake --preset release"
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing, of Debian's packages: ${missing[*]}"
  [ "$(id -u)" = 0 ] || command -v sudo > /dev/null ||
    die "needs root or sudo to install packages, got neither" \
        "as root: apt-get install --no-install-recommends ${missing[*]}"
  twice apt_get update || die "apt-get update failed twice" "check the network and /etc/apt/sources.list"
  twice apt_get install --no-install-recommends "${missing[@]}" ||
    die "apt-get install failed twice" "LLVM 19 is in Debian 12 with its security updates; see the lines above"
}

# As many compile jobs as there are processors, and gigabytes of free memory to feed them.
default_jobs() {
  local processors gigabytes
  processors=$(nproc)
  gigabytes=$(awk '/MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
  if [ "$gigabytes" -lt "$processors" ]; then processors=$gigabytes; fi
  if [ "$processors" -lt 1 ]; then processors=1; fi
  say "$processors"
}

# build PRESET JOBS TARGET..: in build/PRESET; configures the first time, later ninja sees to it.
# ccache takes paths relative to the repository, so that a second clone finds the first one's objects.
build() {
  local preset=$1 jobs=$2
  shift 2
  export CCACHE_BASEDIR=${root:?} CCACHE_NOHASHDIR=1
  export NINJA_STATUS='[%f/%t, %es] '
  [ -f "$root/build/$preset/build.ninja" ] || (cd "$root" && cmake --preset "$preset") || return 1
  cmake --build "$root/build/$preset" -j "$jobs" --target "$@"
}
