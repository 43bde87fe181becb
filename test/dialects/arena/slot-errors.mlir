// RUN: pelemay-opt %s -split-input-file -verify-diagnostics

// Slots and views: each program is named after the constraint that it breaks.

arena.program @slot_shape memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a static shape, but got 'tensor<1x?xf32>'}}
  %x = arena.slot "x" arena  : !arena.slot<tensor<1x?xf32>>
}

// -----

arena.program @slot_c1_axis memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a ring along axis 1 of N, rows, .., but got axis 2 of 'tensor<1x8x8x2xf32>' (C1)}}
  %x = arena.slot "x" arena ring <axis = 2, rows = 1> : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c1_axis_extreme memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a ring along axis 1 of N, rows, .., but got axis 9223372036854775807 of 'tensor<1x8x8x2xf32>' (C1)}}
  %x = arena.slot "x" arena ring <axis = 9223372036854775807, rows = 1> : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c1_rank memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a ring along axis 1 of N, rows, .., but got axis 1 of 'tensor<8x8xf32>' (C1)}}
  %x = arena.slot "x" arena ring <axis = 1, rows = 1> : !arena.slot<tensor<8x8xf32>>
}

// -----

arena.program @slot_c1_no_row memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a ring of 1 to 8 rows, but got 0 (C1)}}
  %x = arena.slot "x" arena ring <axis = 1, rows = 0> : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c1_too_many memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a ring of 1 to 8 rows, but got 9 (C1)}}
  %x = arena.slot "x" arena ring <axis = 1, rows = 9> : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c2_offset memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs an offset that is a multiple of 16, but got 8 (C2)}}
  %x = arena.slot "x" arena at 8 align 16 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c2_default memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs an offset that is a multiple of 4, but got 2 (C2)}}
  %x = arena.slot "x" arena at 2 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c2_negative memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs an offset that is a multiple of 4, but got -4 (C2)}}
  %x = arena.slot "x" arena at -4 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c2_no_align memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs an alignment that is a power of two, but got 0 (C2)}}
  %x = arena.slot "x" arena align 0 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c2_align memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs an alignment that is a power of two, but got 24 (C2)}}
  %x = arena.slot "x" arena align 24 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c2_align_least memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs an alignment that is a power of two, but got -9223372036854775808 (C2)}}
  %x = arena.slot "x" arena align -9223372036854775808 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c3 memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{lies in memory 1, but the program has 1 (C3)}}
  %x = arena.slot "x" arena memory 1 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c3_negative memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{lies in memory 18446744073709551615, but the program has 1 (C3)}}
  %x = arena.slot "x" arena memory -1 : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c4_input memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a number (io) exactly if it is an input or output (C4)}}
  %x = arena.slot "x" input  : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c4_arena memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a number (io) exactly if it is an input or output (C4)}}
  %x = arena.slot "x" arena memory 0 {io = 0 : i64} : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_c5_twice memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a layout that holds each axis of 'tensor<4x4xf32>' once (C5)}}
  %x = arena.slot "x" arena {layout = #arena.layout<order = [0, 0]>} : !arena.slot<tensor<4x4xf32>>
}

// -----

arena.program @slot_c5_short memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a layout that holds each axis of 'tensor<4x4xf32>' once (C5)}}
  %x = arena.slot "x" arena {layout = #arena.layout<order = [0]>} : !arena.slot<tensor<4x4xf32>>
}

// -----

arena.program @slot_c5_empty memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a layout that holds each axis of 'tensor<4x4xf32>' once (C5)}}
  %x = arena.slot "x" arena {layout = #arena.layout<order = []>} : !arena.slot<tensor<4x4xf32>>
}

// -----

arena.program @slot_c5_long memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a layout that holds each axis of 'tensor<4x4xf32>' once (C5)}}
  %x = arena.slot "x" arena {layout = #arena.layout<order = [0, 1, 2]>} : !arena.slot<tensor<4x4xf32>>
}

// -----

arena.program @slot_c5_scalar memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a layout that holds each axis of 'tensor<f32>' once (C5)}}
  %x = arena.slot "x" arena {layout = #arena.layout<order = [0]>} : !arena.slot<tensor<f32>>
}

// -----

arena.program @slot_stored memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs integers or floats in memory, but got 'index'}}
  %x = arena.slot "x" arena {layout = #arena.layout<order = [0, 1], stored = index>} : !arena.slot<tensor<4x4xf32>>
}

// -----

arena.program @slot_life_empty memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a life of a first and a last step, but got array<i64>}}
  %x = arena.slot "x" arena {live = array<i64>} : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_life_backward memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a life of a first and a last step, but got array<i64: 2, 1>}}
  %x = arena.slot "x" arena {live = array<i64: 2, 1>} : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @slot_life_negative memories [#arena.memory<name = "sram">] model {} {
  // expected-error @below {{needs a life of a first and a last step, but got array<i64: -1, 1>}}
  %x = arena.slot "x" arena {live = array<i64: -1, 1>} : !arena.slot<tensor<1x8x8x2xf32>>
}

// -----

arena.program @view_c1_end memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs 8 bytes from 12 on within its base of 16 bytes (C1)}}
  %v = arena.view "v" of %x at 12 : !arena.slot<tensor<4xf32>> -> !arena.slot<tensor<2xf32>>
}

// -----

arena.program @view_c1_size memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs 20 bytes from 0 on within its base of 16 bytes (C1)}}
  %v = arena.view "v" of %x at 0 : !arena.slot<tensor<4xf32>> -> !arena.slot<tensor<5xf32>>
}

// -----

arena.program @view_c1_negative memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs 8 bytes from -4 on within its base of 16 bytes (C1)}}
  %v = arena.view "v" of %x at -4 : !arena.slot<tensor<4xf32>> -> !arena.slot<tensor<2xf32>>
}

// -----

// The end of the view must not overflow.
arena.program @view_c1_extreme memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs 8 bytes from 9223372036854775807 on within its base of 16 bytes (C1)}}
  %v = arena.view "v" of %x at 9223372036854775807 : !arena.slot<tensor<4xf32>> -> !arena.slot<tensor<2xf32>>
}

// -----

arena.program @view_shape memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs a static shape of integers or floats, but got 'tensor<?xf32>'}}
  %v = arena.view "v" of %x at 0 : !arena.slot<tensor<4xf32>> -> !arena.slot<tensor<?xf32>>
}

// -----

arena.program @view_type memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4xf32>>
  // expected-error @below {{needs a static shape of integers or floats, but got 'tensor<2xindex>'}}
  %v = arena.view "v" of %x at 0 : !arena.slot<tensor<4xf32>> -> !arena.slot<tensor<2xindex>>
}

// -----

func.func @view_base(%x: !arena.slot<tensor<4xf32>>) {
  // expected-error @below {{needs a slot as its base}}
  %v = arena.view "v" of %x at 0 : !arena.slot<tensor<4xf32>> -> !arena.slot<tensor<4xf32>>
  return
}

// -----

arena.program @view_c1_pixels memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<2x8xf32>>
  // expected-error @below {{needs 2 pixels from number 1 on within its base of 2 (C1)}}
  %v = arena.view "v" of %x at 32 pitch 8 : !arena.slot<tensor<2x8xf32>> -> !arena.slot<tensor<2x4xf32>>
}

// -----

arena.program @view_c2_pitch memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<2x8xf32>>
  // expected-error @below {{needs a pitch of the last axis of its base, 'tensor<2x8xf32>', in elements as large as those of 'tensor<2x4xf32>', but got 9 (C2)}}
  %v = arena.view "v" of %x at 0 pitch 9 : !arena.slot<tensor<2x8xf32>> -> !arena.slot<tensor<2x4xf32>>
}

// -----

arena.program @view_c2_element memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<2x8xf32>>
  // expected-error @below {{in elements as large as those of 'tensor<2x4xi8>', but got 8 (C2)}}
  %v = arena.view "v" of %x at 0 pitch 8 : !arena.slot<tensor<2x8xf32>> -> !arena.slot<tensor<2x4xi8>>
}

// -----

// Two channels would come from the next pixel.
arena.program @view_c2_across memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4x8xf32>>
  // expected-error @below {{needs pixels of 4 elements from byte 24 on within those of its base, of 8 (C2)}}
  %v = arena.view "v" of %x at 24 pitch 8 : !arena.slot<tensor<4x8xf32>> -> !arena.slot<tensor<2x4xf32>>
}

// -----

arena.program @view_c2_crooked memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4x8xf32>>
  // expected-error @below {{needs pixels of 4 elements from byte 2 on within those of its base, of 8 (C2)}}
  %v = arena.view "v" of %x at 2 pitch 8 : !arena.slot<tensor<4x8xf32>> -> !arena.slot<tensor<2x4xf32>>
}

// -----

// What is a whole pixel has no pitch: there is one way to say it.
arena.program @view_c2_whole memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4x8xf32>>
  // expected-error @below {{needs pixels of 8 elements from byte 0 on within those of its base, of 8 (C2)}}
  %v = arena.view "v" of %x at 0 pitch 8 : !arena.slot<tensor<4x8xf32>> -> !arena.slot<tensor<2x8xf32>>
}

// -----

arena.program @view_c3 memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" arena memory 0 : !arena.slot<tensor<4x8xf32>>
  %v = arena.view "v" of %x at 0 pitch 8 : !arena.slot<tensor<4x8xf32>> -> !arena.slot<tensor<4x6xf32>>
  // expected-error @below {{needs a base without a pitch of its own (C3)}}
  %w = arena.view "w" of %v at 0 : !arena.slot<tensor<4x6xf32>> -> !arena.slot<tensor<24xf32>>
}
