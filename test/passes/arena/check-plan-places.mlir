// RUN: pelemay-opt %s --arena-check-plan --split-input-file --verify-diagnostics

arena.program @too_small memories [#arena.memory<name = "sram", size = 96>] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{'a' needs bytes [64, 128) of memory 'sram', which has 96: 32 too few}}
  // expected-note@+1 {{help: a larger memory}}
  %a = arena.slot "a" arena memory 0 at 64 : !arena.slot<tensor<16xf32>>
}

// -----

// Counted anew: a margin of one pixel on both sides makes the four rows 96 bytes.
arena.program @margin memories [#arena.memory<name = "sram", size = 64>] model {} {
  // expected-error@+2 {{'a' needs bytes [0, 96) of memory 'sram', which has 64: 32 too few}}
  // expected-note@+1 {{help: a larger memory}}
  %a = arena.slot "a" arena memory 0 at 0 {margin = #arena.margin<left = 1, right = 1>} : !arena.slot<tensor<1x4x4x4xi8>>
}

// -----

arena.program @no_offset memories [#arena.memory<name = "sram">] model {} {
  // expected-error@+2 {{'a' has no offset in memory 'sram'}}
  // expected-note@+1 {{help: run arena-solve-offsets before this pass}}
  %a = arena.slot "a" arena memory 0 : !arena.slot<tensor<16xf32>>
}

// -----

arena.program @no_memory memories [#arena.memory<name = "sram">] model {} {
  // expected-error@+2 {{'a' lies in no memory, and no caller passes it}}
  // expected-note@+1 {{help: give it a memory and an offset}}
  %a = arena.slot "a" arena : !arena.slot<tensor<16xf32>>
}

// -----

// An offset within a memory is only as aligned as the memory.
arena.program @memory_align memories [#arena.memory<name = "sram", align = 8>] model {} {
  // expected-error@+2 {{'a' needs to be aligned to 16 bytes, but memory 'sram' itself is aligned to 8}}
  // expected-note@+1 {{help: align the memory to 16 bytes}}
  %a = arena.slot "a" arena memory 0 at 0 align 16 : !arena.slot<tensor<16xf32>>
}

// -----

// A kernel reads floats at multiples of four.
arena.program @crooked memories [#arena.memory<name = "sram">] model {} {
  // expected-error@+1 {{'a' begins at byte 2 of memory 'sram', which is no multiple of the 4 bytes of its elements}}
  %a = arena.slot "a" arena memory 0 at 2 align 1 : !arena.slot<tensor<16xf32>>
  %b = arena.slot "b" arena memory 0 at 66 align 2 : !arena.slot<tensor<64xi8>>
  // expected-error@+1 {{view 'f' begins at byte 70 of memory 'sram'}}
  %f = arena.view "f" of %b at 4 : !arena.slot<tensor<64xi8>> -> !arena.slot<tensor<8xf32>>
}

// -----

// expected-error@+1 {{arena_bytes promises 48 bytes of memory 'sram', but the slots take 64}}
arena.program @promise memories [#arena.memory<name = "sram">] model {} attributes {arena_bytes = array<i64: 48>} {
  %a = arena.slot "a" arena memory 0 at 0 : !arena.slot<tensor<16xf32>>
}

// -----

// expected-error@+1 {{arena_bytes has 1 numbers for 2 memories}}
arena.program @promises memories [#arena.memory<name = "a">, #arena.memory<name = "b">] model {} attributes {arena_bytes = array<i64: 0>} {
}

// -----

// What the checker does not know it refuses.
arena.program @unknown memories [#arena.memory<name = "sram">] model {} {
  // expected-error@+1 {{'a' cannot be checked: blocked layouts are not known to the checker}}
  %a = arena.slot "a" arena memory 0 at 0 {layout = #arena.layout<order = [0, 1, 2, 3], block = 4>} : !arena.slot<tensor<1x4x4x4xi8>>
  // expected-error@+1 {{'b' cannot be checked: handing over by pixels is not known to the checker}}
  %b = arena.slot "b" arena memory 0 at 64 ring <axis = 1, rows = 1, pixels = 2> : !arena.slot<tensor<1x4x4x4xi8>>
  // expected-error@+1 {{'c' cannot be checked: its size exceeds 2^62 bytes}}
  %c = arena.slot "c" arena memory 0 at 64 : !arena.slot<tensor<4611686018427387904x4xi8>>
}

// -----

// The first few tell what is wrong.
// expected-error@+1 {{the plan of 'many' breaks in 1 more places}}
arena.program @many memories [#arena.memory<name = "sram">] model {} {
  // expected-error@+2 {{'a' has no offset}}
  // expected-note@+1 {{help}}
  %a = arena.slot "a" arena memory 0 : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{'b' has no offset}}
  // expected-note@+1 {{help}}
  %b = arena.slot "b" arena memory 0 : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{'c' has no offset}}
  // expected-note@+1 {{help}}
  %c = arena.slot "c" arena memory 0 : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{'d' has no offset}}
  // expected-note@+1 {{help}}
  %d = arena.slot "d" arena memory 0 : !arena.slot<tensor<16xf32>>
  %e = arena.slot "e" arena memory 0 : !arena.slot<tensor<16xf32>>
}
