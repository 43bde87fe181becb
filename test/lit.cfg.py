"""lit's view of test/: every .mlir and .test file is a shell test with our tools on the PATH."""

import glob
import os
import shutil
import sys

import lit.formats

config.name = "pelemay"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.excludes = ["CMakeLists.txt", "lit.cfg.py"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.build_root, "test")

config.environment["PATH"] = os.pathsep.join(
    [os.path.join(config.build_root, "bin"), config.llvm_tools_dir, os.environ["PATH"]])
config.environment["CMAKE_GENERATOR"] = "Ninja"  # what builds us is there; make need not be
for name in ("HOME", "CCACHE_DIR", "TMPDIR", "PELEMAY_BIG", "PELEMAY_ONNX_PYTHON"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
if config.sanitized:
    config.environment["PELEMAY_SANITIZED"] = "1"  # programs of ours reserve terabytes of addresses

config.substitutions += [
    ("%root", config.source_root),
    ("%build", config.build_root),
    ("%python", sys.executable),
    ("%data", config.shared_data),
]

# What a test may ask for with REQUIRES:
for feature, program in [("cortex-m4", "arm-none-eabi-g++"), ("qemu-arm", "qemu-system-arm"),
                         ("clang", "clang++-19"), ("riscv", "riscv64-unknown-elf-gcc")]:
    if shutil.which(program):
        config.available_features.add(feature)
if shutil.which("riscv64-unknown-elf-g++") and shutil.which("qemu-system-riscv32"):
    config.available_features.add("qemu-riscv")
if shutil.which("aarch64-linux-gnu-g++") and shutil.which("qemu-aarch64"):
    config.available_features.add("linux-aarch64")
if glob.glob("/usr/lib/gcc/*/*/libasan.so") and glob.glob("/usr/lib/gcc/*/*/libubsan.so"):
    config.available_features.add("asan")
if os.path.isdir(config.shared_data):
    config.available_features.add("shared-data")  # the larger suites; a fresh clone has none
