// The four functions that compilers call without being asked. No loop here may become a call of one
// of them: the builtins are off in this file.
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define PLAIN __attribute__((no_builtin))
#else
#define PLAIN __attribute__((optimize("no-tree-loop-distribute-patterns")))
#endif

extern "C" {

PLAIN void* memcpy(void* to, const void* from, size_t n) {
  uint8_t* t = static_cast<uint8_t*>(to);
  const uint8_t* f = static_cast<const uint8_t*>(from);
  while (n-- > 0) *t++ = *f++;
  return to;
}

PLAIN void* memmove(void* to, const void* from, size_t n) {
  uint8_t* t = static_cast<uint8_t*>(to);
  const uint8_t* f = static_cast<const uint8_t*>(from);
  if (t <= f) {
    while (n-- > 0) *t++ = *f++;
  } else {
    while (n-- > 0) t[n] = f[n];
  }
  return to;
}

PLAIN void* memset(void* to, int value, size_t n) {
  uint8_t* t = static_cast<uint8_t*>(to);
  while (n-- > 0) *t++ = static_cast<uint8_t>(value);
  return to;
}

PLAIN int memcmp(const void* left, const void* right, size_t n) {
  const uint8_t* a = static_cast<const uint8_t*>(left);
  const uint8_t* b = static_cast<const uint8_t*>(right);
  for (; n > 0; --n, ++a, ++b)
    if (*a != *b) return *a < *b ? -1 : 1;
  return 0;
}

}  // extern "C"
