// What the sanitizers leave out in a program of build/asan; ASAN_OPTIONS adds to it or overrides
// it.
//
// Container overflow: LLVM's and MLIR's libraries are not instrumented. A vector that they grow and
// we read (or the other way round) has stale marks behind its end, and is reported where all is
// well. Poison of allocators: LLVM's arenas poison what they have not given out, but only in code
// that is instrumented; what the libraries take out of the same arena stays poisoned. Leaks: MLIR's
// contexts, dialects and LLVM's command line are globals that live until the end, and programs
// leave by _exit or fatal errors without unwinding; the compiler runs once and ends.
extern "C" const char* __asan_default_options() {
  return "detect_container_overflow=0:allow_user_poisoning=0:detect_leaks=0";
}

extern "C" const char* __ubsan_default_options() { return "print_stacktrace=1"; }
