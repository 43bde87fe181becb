// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Programs and their constants: each is named after the constraint that it breaks.

arena.program @program_c1 memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{does not belong into an arena.program (C1)}}
  %0 = graph.constant dense<1.0> : tensor<4xf32> : tensor<4xf32>
}

// -----

arena.program @program_c1_nested memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{does not belong into an arena.program (C1)}}
  arena.program @inner memories [] model {} {}
}

// -----

// expected-error @below {{needs inputs and outputs numbered from 0 without gaps, but number 1 is missing (C2)}}
arena.program @program_c2_gap memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" input {io = 0 : i64} : !arena.slot<tensor<4xf32>>
  %b = arena.slot "b" input {io = 2 : i64} : !arena.slot<tensor<4xf32>>
}

// -----

// expected-error @below {{needs inputs and outputs numbered from 0 without gaps, but number 0 is missing (C2)}}
arena.program @program_c2_first memories [#arena.memory<name = "sram">] model {} {
  %b = arena.slot "b" output {io = 1 : i64} : !arena.slot<tensor<4xf32>>
}

// -----

// expected-error @below {{needs inputs and outputs numbered from 0 without gaps, but number 1 is missing (C2)}}
arena.program @program_c2_twice memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" output {io = 0 : i64} : !arena.slot<tensor<4xf32>>
  %b = arena.slot "b" output {io = 0 : i64} : !arena.slot<tensor<4xf32>>
}

// -----

// expected-error @below {{needs inputs and outputs numbered from 0 without gaps, but number 0 is missing (C2)}}
arena.program @program_c2_negative memories [#arena.memory<name = "sram">] model {} {
  %a = arena.slot "a" input {io = -1 : i64} : !arena.slot<tensor<4xf32>>
}

// -----

// Inputs and outputs are counted apart.
arena.program @program_c2_apart memories [] model {} {
  %a = arena.slot "a" input {io = 0 : i64} : !arena.slot<tensor<4xf32>>
  %b = arena.slot "b" output {io = 0 : i64} : !arena.slot<tensor<4xf32>>
}

// -----

arena.program @constant_c1_vector memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a ranked tensor of integers or floats, but got 'vector<4xf32>' (C1)}}
  arena.constant @c pack "dense" dense<1.0> : vector<4xf32>
}

// -----

arena.program @constant_c1_index memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a ranked tensor of integers or floats, but got 'tensor<4xindex>' (C1)}}
  arena.constant @c pack "dense" dense<1> : tensor<4xindex>
}

// -----

arena.program @constant_twice memories [] model {} {
  // expected-note @below {{see existing symbol definition here}}
  arena.constant @c pack "dense" dense<1.0> : tensor<4xf32>
  // expected-error @below {{redefinition of symbol named 'c'}}
  arena.constant @c pack "dense" dense<1.0> : tensor<4xf32>
}
