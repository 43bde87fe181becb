// What generated code needs around its steps: the ABI it was written for, and typed memory.
//
// A run function answers 0 or a negative status; each model has its own enum of them.
#ifndef PELEMAY_STATUS_H
#define PELEMAY_STATUS_H

#include <stddef.h>
#include <stdint.h>

/// Generated code compares this with the number it was made for.
#define PELEMAY_RUNTIME_ABI 1

namespace pelemay::rt {

inline bool is_aligned(const void* pointer, size_t alignment) {
  return reinterpret_cast<uintptr_t>(pointer) % alignment == 0;
}

/// The T's that begin `offset` bytes into a memory. The planner has aligned the offset.
template <class T>
T* at(void* memory, size_t offset) {
  return reinterpret_cast<T*>(static_cast<unsigned char*>(memory) + offset);
}

template <class T>
const T* at(const void* memory, size_t offset) {
  return reinterpret_cast<const T*>(static_cast<const unsigned char*>(memory) + offset);
}

}  // namespace pelemay::rt

#endif  // PELEMAY_STATUS_H
