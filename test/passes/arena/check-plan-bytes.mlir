// RUN: pelemay-opt %s --arena-check-plan --split-input-file --verify-diagnostics

// Two values that live at once share bytes.
arena.program @overlap memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'a' has bytes [0, 64) of memory 'sram'}}
  %a = arena.slot "a" arena memory 0 at 0 : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'b' has bytes [32, 96) of memory 'sram'}}
  %b = arena.slot "b" arena memory 0 at 32 : !arena.slot<tensor<16xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  arena.step "relu"(%x) -> (%a) params {} {name = "a"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "exp"(%x) -> (%b) params {} {name = "b"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  // expected-error@+2 {{step 'y' needs 'a', but bytes [32, 64) of memory 'sram' hold 'b' since step 'b' wrote it}}
  // expected-note@+1 {{help: keep 'b' off these bytes until step 'y' has read them}}
  arena.step "add"(%a, %b) -> (%y) params {} {name = "y"}
      : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// `live` says the residual is dead after step 1, and the offsets believe it; step 2 still reads it.
arena.program @too_short memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  // expected-note@+1 {{'r' has bytes [0, 64) of memory 'sram'}}
  %r = arena.slot "r" arena memory 0 at 0 {live = array<i64: 0, 1>} : !arena.slot<tensor<1x4x4x4xi8>>
  %a = arena.slot "a" arena memory 0 at 64 {live = array<i64: 1, 2>} : !arena.slot<tensor<1x4x4x4xi8>>
  // expected-note@+1 {{'b' has bytes [0, 64) of memory 'sram'}}
  %b = arena.slot "b" arena memory 0 at 0 {live = array<i64: 2, 3>} : !arena.slot<tensor<1x4x4x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.step "conv"(%x) -> (%r) params {} rows [#arena.rows<>] {name = "r"} : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  arena.step "conv"(%r) -> (%a) params {} rows [#arena.rows<>] {name = "a"} : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  arena.step "conv"(%a) -> (%b) params {} rows [#arena.rows<>] {name = "b"} : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  // expected-error@+2 {{step 'y' needs row 0 of 'r' for its row 0, but bytes [0, 16) of memory 'sram' hold row 0 of 'b' since step 'b' wrote it}}
  // expected-note@+1 {{help: keep 'b' off these bytes until step 'y' has read them}}
  arena.step "add"(%b, %r) -> (%y) params {} rows [#arena.rows<>, #arena.rows<>] {name = "y"}
      : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
}

// -----

// An input that firmware writes once and runs twice with.
arena.program @input memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has bytes [0, 64) of memory 'sram'}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'y' has bytes [0, 64) of memory 'sram'}}
  %y = arena.slot "y" output memory 0 at 0 {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{step 'relu' writes 'y' over bytes [0, 64) of memory 'sram', which hold 'x' and may not change}}
  // expected-note@+1 {{help: an input that the run may overwrite says may_overwrite}}
  arena.step "relu"(%x) -> (%y) params {} {name = "relu"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// A caller's input is const.
arena.program @const_input memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has bytes [0, 64) of the caller's 'x'}}
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<16xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-error@+4 {{step 'relu' writes 'x', which is there before the run}}
  // expected-note@+3 {{help: give the result a slot of its own}}
  // expected-error@+2 {{step 'relu' writes 'x' over bytes [0, 64) of the caller's 'x', which hold 'x' and may not change}}
  // expected-note@+1 {{help: an input that}}
  arena.step "relu"(%x) -> (%x) params {} {name = "relu"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "relu"(%x) -> (%y) params {} {name = "copy"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// Half of the output is written.
arena.program @output memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<8xf32>>
  // expected-error@+2 {{'y' is not there at the end of the run: no step computes it}}
  // expected-note@+1 {{'y' has bytes [0, 64) of the caller's 'y'}}
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  %top = arena.view "top" of %y at 0 : !arena.slot<tensor<16xf32>> -> !arena.slot<tensor<8xf32>>
  arena.step "relu"(%x) -> (%top) params {} {name = "relu"} : (!arena.slot<tensor<8xf32>>, !arena.slot<tensor<8xf32>>) -> ()
}

// -----

// An output that is written too early.
arena.program @early memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<16xf32>>
  %a = arena.slot "a" arena memory 0 at 32 : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{'y' is not there at the end of the run: bytes [32, 64) of memory 'sram' hold 'a' since step 'a' wrote it}}
  // expected-note@+1 {{'y' has}}
  %y = arena.slot "y" output memory 0 at 0 {io = 0} : !arena.slot<tensor<16xf32>>
  %z = arena.slot "z" output {io = 1} : !arena.slot<tensor<16xf32>>
  arena.step "relu"(%x) -> (%y) params {} {name = "relu"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "exp"(%x) -> (%a) params {} {name = "a"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "exp"(%a) -> (%z) params {} {name = "z"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// In place, but not element onto element.
arena.program @shifted memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'y' has}}
  %y = arena.slot "y" output memory 0 at 4 {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{step 'relu' writes bytes [4, 68) of memory 'sram' for 'y' while it reads 'x' from bytes [0, 64) of memory 'sram'}}
  // expected-note@+1 {{help: only element-wise steps, epilogues and softmax may write onto what they read, each element onto its own}}
  arena.step "relu"(%x) -> (%y) params {} {name = "relu"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// A transpose reads elsewhere than it writes.
arena.program @transpose memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<4x4xf32>>
  // expected-note@+1 {{'y' has}}
  %y = arena.slot "y" output memory 0 at 0 {io = 0} : !arena.slot<tensor<4x4xf32>>
  // expected-error@+2 {{step 'transpose' writes bytes [0, 64) of memory 'sram' for 'y' while it reads 'x'}}
  // expected-note@+1 {{help: only element-wise}}
  arena.step "transpose"(%x) -> (%y) params {perm = array<i64: 1, 0>} {name = "transpose"}
      : (!arena.slot<tensor<4x4xf32>>, !arena.slot<tensor<4x4xf32>>) -> ()
}

// -----

// Elements of another size are other places.
arena.program @narrower memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'y' has}}
  %y = arena.slot "y" output memory 0 at 0 {io = 0} : !arena.slot<tensor<16xi8>>
  // expected-error@+2 {{step 'quantize' writes bytes [0, 16) of memory 'sram' for 'y' while it reads 'x' from bytes [0, 64)}}
  // expected-note@+1 {{help: only element-wise}}
  arena.step "quantize"(%x) -> (%y) params {} {name = "quantize"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xi8>>) -> ()
}

// -----

// Scratch where the step reads, and a value kept in scratch.
arena.program @scratch memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'t' has}}
  %t = arena.slot "t" scratch memory 0 at 32 : !arena.slot<tensor<16xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{step 'relu' writes bytes [32, 96) of memory 'sram' for scratch 't' while it reads 'x' from bytes [0, 64)}}
  // expected-note@+1 {{help: only element-wise}}
  arena.step "relu"(%x) -> (%y) scratch (%t) params {} {name = "relu"}
      : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// State that is replaced before the last step that wants what the last run left.
arena.program @state memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  // expected-note@+1 {{'h' has}}
  %h = arena.slot "h" state memory 0 at 0 : !arena.slot<tensor<1x4x4x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.stream "all" phases [#arena.phase<repeat = 1, rows = [0, 2]>, #arena.phase<repeat = 1, rows = [4, 2]>] {
    // expected-error@+2 {{step 'y' needs row 0 of 'h' for its row 0, but bytes [0, 16) of memory 'sram' hold its value of this run since step 'h' wrote it}}
    // expected-note@+1 {{in phase 2 of stream 'all', repetition 1}}
    arena.step "conv"(%h) -> (%y) params {} rows [#arena.rows<>] {name = "y"} : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
    arena.step "relu"(%x) -> (%h) params {} rows [#arena.rows<>] {name = "h"} : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  }
}

// -----

// Steps the wrong way round, and a value that nobody computes.
arena.program @order memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'a' has}}
  %a = arena.slot "a" arena memory 0 at 0 : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'n' has}}
  %n = arena.slot "n" arena memory 0 at 64 : !arena.slot<tensor<16xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-error@+3 {{step 'y' needs 'a', but step 'a' has not computed it yet}}
  // expected-note@+2 {{help: put step 'a' first}}
  // expected-error@+1 {{step 'y' needs 'n', but no step computes it}}
  arena.step "add"(%a, %n) -> (%y) params {} {name = "y"}
      : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "relu"(%x) -> (%a) params {} {name = "a"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// Two inputs on the same bytes.
arena.program @inputs memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<16xf32>>
  // expected-error@+2 {{'z' and 'x' are both there before the run, but share bytes}}
  // expected-note@+1 {{'z' has}}
  %z = arena.slot "z" input memory 0 at 32 {io = 1, may_overwrite} : !arena.slot<tensor<16xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  arena.step "relu"(%z) -> (%y) params {} {name = "y"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// The same bytes, but in another order: element i is not where element i was.
arena.program @reordered memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<4x4xf32>>
  // expected-note@+1 {{'y' has}}
  %y = arena.slot "y" output memory 0 at 0 {io = 0, layout = #arena.layout<order = [1, 0]>} : !arena.slot<tensor<4x4xf32>>
  // expected-error@+2 {{step 'relu' writes bytes [0, 64) of memory 'sram' for 'y' while it reads 'x'}}
  // expected-note@+1 {{help: only element-wise}}
  arena.step "relu"(%x) -> (%y) params {} {name = "relu"} : (!arena.slot<tensor<4x4xf32>>, !arena.slot<tensor<4x4xf32>>) -> ()
}

// -----

// Scratch over a value that a later step reads.
arena.program @scratch_over memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'a' has}}
  %a = arena.slot "a" arena memory 0 at 0 : !arena.slot<tensor<16xf32>>
  // expected-note@+1 {{'t' has}}
  %t = arena.slot "t" scratch memory 0 at 32 : !arena.slot<tensor<16xf32>>
  %b = arena.slot "b" arena memory 0 at 128 : !arena.slot<tensor<16xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  arena.step "relu"(%x) -> (%a) params {} {name = "a"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "exp"(%x) -> (%b) scratch (%t) params {} {name = "b"}
      : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  // expected-error@+1 {{step 'y' needs 'a', but bytes [32, 64) of memory 'sram' hold scratch 't' since step 'b' ran}}
  arena.step "add"(%a, %b) -> (%y) params {} {name = "y"}
      : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}
