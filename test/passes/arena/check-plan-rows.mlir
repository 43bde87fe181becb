// RUN: pelemay-opt %s --arena-check-plan --split-input-file --verify-diagnostics

// One row fewer than the stride 2 needs.
arena.program @short_ring memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x8x8x2xi8>>
  // expected-note@+1 {{'stem' has bytes [0, 64) of memory 'sram': a ring of 2 rows of 32 bytes}}
  %stem = arena.slot "stem" arena memory 0 at 0 ring <axis = 1, rows = 2> : !arena.slot<tensor<1x8x8x4xi8>>
  %dw = arena.slot "dw" arena memory 0 at 96 ring <axis = 1, rows = 1> : !arena.slot<tensor<1x4x4x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.stream "all" phases [#arena.phase<repeat = 4, rows = [2, 1, 1]>] {
    arena.step "conv"(%x) -> (%stem) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "stem"}
        : (!arena.slot<tensor<1x8x8x2xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
    // expected-error@+3 {{step 'dw' needs row 1 of 'stem' for its row 1, but bytes [32, 64) of memory 'sram' hold row 3 of 'stem' since step 'stem' wrote it}}
    // expected-note@+2 {{in phase 1 of stream 'all', repetition 2}}
    // expected-note@+1 {{help: the ring 'stem' needs 3 rows, but keeps 2}}
    arena.step "conv"(%stem) -> (%dw) params {} rows [#arena.rows<window = 3, stride = 2, pad = 1>] {name = "dw"}
        : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
    arena.step "conv"(%dw) -> (%y) params {} rows [#arena.rows<>] {name = "pw"}
        : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  }
}

// -----

// A prologue of one row where the first window wants two.
arena.program @prologue memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x8x8x2xi8>>
  // expected-note@+1 {{'stem' has bytes [0, 96) of memory 'sram': a ring of 3 rows of 32 bytes}}
  %stem = arena.slot "stem" arena memory 0 at 0 ring <axis = 1, rows = 3> : !arena.slot<tensor<1x8x8x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.stream "all" phases [#arena.phase<repeat = 1, rows = [1, 1]>, #arena.phase<repeat = 2, rows = [2, 1]>, #arena.phase<repeat = 1, rows = [3, 1]>] {
    arena.step "conv"(%x) -> (%stem) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "stem"}
        : (!arena.slot<tensor<1x8x8x2xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
    // expected-error@+3 {{step 'dw' needs row 1 of 'stem' for its row 0, but step 'stem' has not computed it yet}}
    // expected-note@+2 {{in phase 1 of stream 'all', repetition 1}}
    // expected-note@+1 {{help: let the phases compute more rows of step 'stem' before}}
    arena.step "conv"(%stem) -> (%y) params {} rows [#arena.rows<window = 3, stride = 2, pad = 1>] {name = "dw"}
        : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  }
}

// -----

// The last row is left out, though it is read.
arena.program @missing memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x8x8x2xi8>>
  // expected-note@+1 {{'stem' has bytes [0, 96) of memory 'sram': a ring of 3 rows of 32 bytes}}
  %stem = arena.slot "stem" arena memory 0 at 0 ring <axis = 1, rows = 3> : !arena.slot<tensor<1x8x8x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.stream "all" phases [#arena.phase<repeat = 3, rows = [2, 1]>, #arena.phase<repeat = 1, rows = [1, 1]>] {
    arena.step "conv"(%x) -> (%stem) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "stem"}
        : (!arena.slot<tensor<1x8x8x2xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
    // expected-error@+3 {{step 'dw' needs row 7 of 'stem' for its row 3, but step 'stem' has not computed it yet}}
    // expected-note@+2 {{in phase 2 of stream 'all', repetition 1}}
    // expected-note@+1 {{help: let the phases compute more rows of step 'stem' before}}
    arena.step "conv"(%stem) -> (%y) params {} rows [#arena.rows<window = 3, stride = 2, pad = 1>] {name = "dw"}
        : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  }
}

// -----

// Two steps of one stream compute the same rows.
arena.program @twice memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  // expected-note@+1 {{'a' has bytes [0, 64) of memory 'sram'}}
  %a = arena.slot "a" arena memory 0 at 0 : !arena.slot<tensor<1x4x4x4xi8>>
  %low = arena.view "low" of %a at 32 : !arena.slot<tensor<1x4x4x4xi8>> -> !arena.slot<tensor<1x2x4x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.stream "all" phases [#arena.phase<repeat = 2, rows = [2, 1, 2]>] {
    arena.step "conv"(%x) -> (%a) params {} rows [#arena.rows<>] {name = "first"}
        : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
    // expected-error@+2 {{step 'second' computes row 2 of 'a' twice: step 'first' computes it already}}
    // expected-note@+1 {{help: give each result a slot of its own}}
    arena.step "conv"(%x) -> (%low) params {} rows [#arena.rows<>] {name = "second"}
        : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x2x4x4xi8>>) -> ()
    arena.step "conv"(%a) -> (%y) params {} rows [#arena.rows<>] {name = "third"}
        : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  }
}

// -----

// Downward with the result one row above only: row y would lie where row y + 1 lies, which is read with it.
arena.program @downward_too_near memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has bytes [0, 256) of memory 'sram'}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<1x8x8x4xi8>>
  // expected-note@+1 {{'y' has bytes [32, 288) of memory 'sram'}}
  %y = arena.slot "y" output memory 0 at 32 {io = 0} : !arena.slot<tensor<1x8x8x4xi8>>
  // expected-error@+2 {{step 'conv' writes bytes [224, 256) of memory 'sram' for row 6 of 'y' while it reads row 7 of 'x' from bytes [224, 256) of memory 'sram'}}
  // expected-note@+1 {{help: run downward, 'y' must begin at byte 64 or above}}
  arena.step "conv"(%x) -> (%y) params {} rows [#arena.rows<window = 3, pad = 1>] down {name = "conv"}
      : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
}

// -----

// Two rows above, but upward: the wrong way round nothing can overlap.
arena.program @wrong_way memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has bytes [0, 256) of memory 'sram'}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<1x8x8x4xi8>>
  // expected-note@+1 {{'y' has bytes [64, 320) of memory 'sram'}}
  %y = arena.slot "y" output memory 0 at 64 {io = 0} : !arena.slot<tensor<1x8x8x4xi8>>
  // expected-error@+2 {{step 'conv' needs row 2 of 'x' for its row 1, but bytes [64, 96) of memory 'sram' hold row 0 of 'y' since step 'conv' wrote it}}
  // expected-note@+1 {{help: run it downward}}
  arena.step "conv"(%x) -> (%y) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "conv"}
      : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
}

// -----

// A kernel that takes the map as one long row does not stop between rows: what is read two rows ahead
// is read at once.
arena.program @one_long_row memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has}}
  %x = arena.slot "x" input memory 0 at 64 {io = 0, may_overwrite} : !arena.slot<tensor<1x8x8x4xi8>>
  // expected-note@+1 {{'y' has}}
  %y = arena.slot "y" output memory 0 at 0 {io = 0} : !arena.slot<tensor<1x8x8x4xi8>>
  // expected-error@+2 {{step 'relu' writes bytes [0, 256) of memory 'sram' for 'y' while it reads 'x' from bytes [64, 320) of memory 'sram'}}
  // expected-note@+1 {{help: only element-wise steps}}
  arena.step "relu"(%x) -> (%y) params {} shape <"Elements"[#arena.term<"Out" [1, 64, 4]>]> rows [#arena.rows<>] {name = "relu"}
      : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
}

// -----

// A row map must say what the kernel reads.
arena.program @row_map memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x8x8x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x8x8x4xi8>>
  // expected-error@+1 {{step 'conv' has a row map for input 0 that says window 2, but its shape says 3}}
  arena.step "conv"(%x) -> (%y) params {}
      shape <"Window"[#arena.term<"In" [8, 8, 4]>, #arena.term<"Out" [8, 8, 4]>, #arena.term<"Kernel" [3, 3]>, #arena.term<"Stride" [1, 1]>, #arena.term<"Pad" [1, 1]>]>
      rows [#arena.rows<window = 2, pad = 1>] {name = "conv"}
      : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
}

// -----

arena.program @broadcast memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x8x8x4xf32>>
  %b = arena.slot "b" input {io = 1} : !arena.slot<tensor<1x1x8x4xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x8x8x4xf32>>
  // expected-error@+1 {{step 'add' has a row map for input 1 that says some rows, but the operand is broadcast: it has 1 of 8}}
  arena.step "add"(%x, %b) -> (%y) params {} rows [#arena.rows<>, #arena.rows<>] {name = "add"}
      : (!arena.slot<tensor<1x8x8x4xf32>>, !arena.slot<tensor<1x1x8x4xf32>>, !arena.slot<tensor<1x8x8x4xf32>>) -> ()
}

// -----

// No row kernel computes a softmax.
arena.program @no_rows memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x8x4xf32>>
  // expected-error@+2 {{row 0 of 'y' is not there at the end of the run: step 'softmax' has not computed it}}
  // expected-note@+1 {{'y' has}}
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x2x8x4xf32>>
  arena.stream "all" phases [#arena.phase<repeat = 2, rows = [1]>] {
    // expected-error@+1 {{step 'softmax' cannot be run row by row in a stream}}
    arena.step "softmax"(%x) -> (%y) params {} rows [#arena.rows<>] {name = "softmax"}
        : (!arena.slot<tensor<1x2x8x4xf32>>, !arena.slot<tensor<1x2x8x4xf32>>) -> ()
  }
}
