// Where things lie in memory, and two hints for the compiler.
//
// Firmware that wants weights or arenas in sections of its own defines these macros on the command
// line:  -DPELEMAY_WEIGHTS_ATTR='__attribute__((section(".qspi")))'
#ifndef PELEMAY_ATTRIBUTES_H
#define PELEMAY_ATTRIBUTES_H

#ifndef PELEMAY_WEIGHTS_ATTR
#define PELEMAY_WEIGHTS_ATTR
#endif

#ifndef PELEMAY_ARENA_ATTR
#define PELEMAY_ARENA_ATTR
#endif

// PELEMAY_APART keeps a function by itself, its arguments as they are: merged into its callers, GCC
// hoists so many of its invariants that their accumulators have no registers left on small cores.
#if defined(__clang__)
#define PELEMAY_INLINE inline __attribute__((always_inline))
#define PELEMAY_APART __attribute__((noinline))
#elif defined(__GNUC__)
#define PELEMAY_INLINE inline __attribute__((always_inline))
#define PELEMAY_APART __attribute__((noinline, noclone))
#else
#define PELEMAY_INLINE inline
#define PELEMAY_APART
#endif

// Before a loop of four: GCC's -O2 and -Os would keep its accumulators in memory. Clang needs no
// word.
#if defined(__GNUC__) && !defined(__clang__)
#define PELEMAY_UNROLL4 _Pragma("GCC unroll 4")
#else
#define PELEMAY_UNROLL4
#endif

#endif  // PELEMAY_ATTRIBUTES_H
