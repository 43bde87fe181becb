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

#if defined(__GNUC__)
#define PELEMAY_INLINE inline __attribute__((always_inline))
#else
#define PELEMAY_INLINE inline
#endif

// Before a loop of four: GCC's -O2 and -Os would keep its accumulators in memory. Clang needs no
// word.
#if defined(__GNUC__) && !defined(__clang__)
#define PELEMAY_UNROLL4 _Pragma("GCC unroll 4")
#else
#define PELEMAY_UNROLL4
#endif

#endif  // PELEMAY_ATTRIBUTES_H
