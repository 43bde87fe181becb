// RUN: pelemay-opt %s --arena-solve-offsets --split-input-file --verify-diagnostics

// Where the memory is too small, the message says by how much, whether a better plan could help, and where the
// first value without room is; the cure is a note.
arena.program @too_small memories [#arena.memory<name = "sram", size = 95>] model {} {
  %a = arena.slot "a" arena memory 0 align 16 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
  // expected-error @+2 {{no room for 'b' in memory 'sram' of 95 bytes: no plan needs less than 96, the plan found needs 96}}
  // expected-note @+1 {{help: fewer bytes alive at once (finer steps, steps in place) or 96 bytes of 'sram' would do}}
  %b = arena.slot "b" arena memory 0 align 16 {live = array<i64: 1, 2>} : !arena.slot<tensor<12xf32>>
}

// -----

// One byte more is enough, and so is a life that ends earlier.
arena.program @fits memories [#arena.memory<name = "sram", size = 96>] model {} {
  %a = arena.slot "a" arena memory 0 align 16 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
  %b = arena.slot "b" arena memory 0 align 16 {live = array<i64: 1, 2>} : !arena.slot<tensor<12xf32>>
}

// -----

arena.program @shares memories [#arena.memory<name = "sram", size = 48>] model {} {
  %a = arena.slot "a" arena memory 0 align 16 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
  %b = arena.slot "b" arena memory 0 align 16 {live = array<i64: 2, 2>} : !arena.slot<tensor<12xf32>>
}

// -----

// A single value may be too much.
arena.program @alone memories [#arena.memory<name = "sram", size = 47>] model {} {
  // expected-error @+2 {{no room for 'a' in memory 'sram' of 47 bytes: no plan needs less than 48, the plan found needs 48}}
  // expected-note @+1 {{help}}
  %a = arena.slot "a" arena memory 0 align 16 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
}

// -----

// Each memory is its own.
arena.program @second memories [#arena.memory<name = "sram">, #arena.memory<name = "tcm", size = 16>] model {} {
  %a = arena.slot "a" arena memory 0 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
  // expected-error @+2 {{no room for 'b' in memory 'tcm' of 16 bytes}}
  // expected-note @+1 {{help}}
  %b = arena.slot "b" arena memory 1 {live = array<i64: 1, 2>} : !arena.slot<tensor<12xf32>>
}

// -----

arena.program @no_life memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a life: run arena-assign-lifetimes first}}
  %a = arena.slot "a" arena memory 0 : !arena.slot<tensor<12xf32>>
}

// -----

// What the caller passes is not planned and needs no life.
arena.program @caller memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" input {io = 0 : i64} : !arena.slot<tensor<12xf32>>
}

// -----

arena.program @no_bytes memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs integers or floats, but got 'tensor<12xindex>'}}
  %a = arena.slot "a" arena memory 0 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xindex>>
}

// -----

// 2^64 elements are not 0.
arena.program @overflow memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs at most 2^40 elements, but got 'tensor<4611686018427387904x4xf32>'}}
  %a = arena.slot "a" arena memory 0 {live = array<i64: 0, 1>} : !arena.slot<tensor<4611686018427387904x4xf32>>
}

// -----

// expected-error @below {{memory 'sram' needs a size from 0 to 70368744177664, but got -1}}
arena.program @memory_size memories [#arena.memory<name = "sram", size = -1>] model {} {
  %a = arena.slot "a" arena memory 0 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
}

// -----

// expected-error @below {{memory 'sram' needs an alignment that is a power of two up to 1073741824, but got 3}}
arena.program @memory_align memories [#arena.memory<name = "sram", align = 3>] model {} {
  %a = arena.slot "a" arena memory 0 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
}

// -----

// What schedule-order has proven and what the offsets need must agree.
// expected-error @below {{no order was said to need less than {bytes = 64 : i64}, but these offsets need 48 bytes}}
arena.program @contradiction memories [#arena.memory<name = "sram">] model {} attributes {least_bytes = {bytes = 64 : i64}} {
  %a = arena.slot "a" arena memory 0 align 16 {live = array<i64: 0, 1>} : !arena.slot<tensor<12xf32>>
}
