// RUN: pelemay-opt %s --arena-check-plan --split-input-file | FileCheck %s

// Two layers and a caller's buffers on both ends; the second result takes the place of what is dead.
// CHECK-LABEL: arena.program @layers
arena.program @layers memories [#arena.memory<name = "sram", size = 384>] model {} attributes {arena_bytes = array<i64: 384>} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x4x4x4xf32>>
  %a = arena.slot "a" arena memory 0 at 0 : !arena.slot<tensor<1x4x4x4xf32>>
  %b = arena.slot "b" arena memory 0 at 256 : !arena.slot<tensor<1x2x4x4xf32>>
  %c = arena.slot "c" arena memory 0 at 0 : !arena.slot<tensor<1x2x4x4xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x2x4x4xf32>>
  arena.step "conv"(%x) -> (%a) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "one"}
      : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "max_pool"(%a) -> (%b) params {} rows [#arena.rows<window = 2, stride = 2>] {name = "two"}
      : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x2x4x4xf32>>) -> ()
  arena.step "conv"(%b) -> (%c) params {} rows [#arena.rows<>] {name = "three"}
      : (!arena.slot<tensor<1x2x4x4xf32>>, !arena.slot<tensor<1x2x4x4xf32>>) -> ()
  arena.step "transpose"(%c) -> (%y) params {} {name = "four"}
      : (!arena.slot<tensor<1x2x4x4xf32>>, !arena.slot<tensor<1x2x4x4xf32>>) -> ()
}

// -----

// Three ops run together: a 3x3, a depthwise 3x3 of stride 2, whose row is handed to a 1x1. The ring
// keeps the three rows that the stride 2 needs.
// CHECK-LABEL: arena.program @ring
arena.program @ring memories [#arena.memory<name = "sram", size = 176>] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x8x8x2xi8>>
  %stem = arena.slot "stem" arena memory 0 at 0 ring <axis = 1, rows = 3> : !arena.slot<tensor<1x8x8x4xi8>>
  %dw = arena.slot "dw" arena memory 0 at 96 ring <axis = 1, rows = 1> : !arena.slot<tensor<1x4x4x4xi8>>
  %y = arena.slot "y" arena memory 0 at 112 : !arena.slot<tensor<1x4x4x4xi8>>
  %p = arena.slot "p" output {io = 0} : !arena.slot<tensor<1x64xi8>>
  arena.stream "stem .. pw" phases [#arena.phase<repeat = 1, rows = [2, 1, 1]>, #arena.phase<repeat = 3, rows = [2, 1, 1]>] {
    arena.step "conv"(%x) -> (%stem) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "stem"}
        : (!arena.slot<tensor<1x8x8x2xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
    arena.step "conv"(%stem) -> (%dw) params {} variant "depthwise" rows [#arena.rows<window = 3, stride = 2, pad = 1>] {name = "dw"}
        : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
    arena.step "conv"(%dw) -> (%y) params {} rows [#arena.rows<>] {name = "pw"}
        : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  }
  %flat = arena.view "flat" of %y at 0 : !arena.slot<tensor<1x4x4x4xi8>> -> !arena.slot<tensor<1x64xi8>>
  arena.step "copy"(%flat) -> (%p) params {} {name = "copy"} : (!arena.slot<tensor<1x64xi8>>, !arena.slot<tensor<1x64xi8>>) -> ()
}

// -----

// Rows that nobody reads need not be computed: the last two of eight.
// CHECK-LABEL: arena.program @unread
arena.program @unread memories [#arena.memory<name = "sram", size = 96>] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x8x8x2xi8>>
  %stem = arena.slot "stem" arena memory 0 at 0 ring <axis = 1, rows = 3> : !arena.slot<tensor<1x8x8x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  arena.stream "all" phases [#arena.phase<repeat = 2, rows = [3, 1]>] {
    arena.step "conv"(%x) -> (%stem) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "stem"}
        : (!arena.slot<tensor<1x8x8x2xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
    arena.step "max_pool"(%stem) -> (%y) params {} rows [#arena.rows<window = 3, stride = 3>] {name = "pool"}
        : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  }
}

// -----

// Downward in place: a 3x3 of equal rows writes two rows above its input: row y lies where row y + 2 of
// the input lay, which no row below y reads.
// CHECK-LABEL: arena.program @downward
arena.program @downward memories [#arena.memory<name = "sram", size = 320>] model {} {
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<1x8x8x4xi8>>
  %y = arena.slot "y" output memory 0 at 64 {io = 0} : !arena.slot<tensor<1x8x8x4xi8>>
  arena.step "conv"(%x) -> (%y) params {} rows [#arena.rows<window = 3, pad = 1>] down {name = "conv"}
      : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
}

// -----

// The same upward: the result begins two rows below.
// CHECK-LABEL: arena.program @upward
arena.program @upward memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input memory 0 at 64 {io = 0, may_overwrite} : !arena.slot<tensor<1x8x8x4xi8>>
  %y = arena.slot "y" output memory 0 at 0 {io = 0} : !arena.slot<tensor<1x8x8x4xi8>>
  arena.step "conv"(%x) -> (%y) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "conv"}
      : (!arena.slot<tensor<1x8x8x4xi8>>, !arena.slot<tensor<1x8x8x4xi8>>) -> ()
}

// -----

// Two halves of a concatenation, each written through its view; a reshape reads both.
// CHECK-LABEL: arena.program @concat
arena.program @concat memories [#arena.memory<name = "sram", size = 128>] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  %both = arena.slot "both" arena memory 0 at 0 : !arena.slot<tensor<1x8x4x4xi8>>
  %top = arena.view "top" of %both at 0 : !arena.slot<tensor<1x8x4x4xi8>> -> !arena.slot<tensor<1x4x4x4xi8>>
  %low = arena.view "low" of %both at 64 : !arena.slot<tensor<1x8x4x4xi8>> -> !arena.slot<tensor<1x4x4x4xi8>>
  %flat = arena.view "flat" of %both at 0 : !arena.slot<tensor<1x8x4x4xi8>> -> !arena.slot<tensor<1x128xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x10xi8>>
  arena.step "conv"(%x) -> (%low) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "low"}
      : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  arena.step "relu"(%x) -> (%top) params {} rows [#arena.rows<>] {name = "top"}
      : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  arena.step "linear"(%flat) -> (%y) params {} rows [#arena.rows<>] {name = "fc"}
      : (!arena.slot<tensor<1x128xi8>>, !arena.slot<tensor<1x10xi8>>) -> ()
}

// -----

// Equal offsets in two memories are two places.
// CHECK-LABEL: arena.program @memories
arena.program @memories memories [#arena.memory<name = "fast", size = 64>, #arena.memory<name = "slow", size = 64>] model {}
    attributes {arena_bytes = [64, 64]} {
  %x = arena.slot "x" input memory 0 at 0 {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  %y = arena.slot "y" output memory 1 at 0 {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.step "conv"(%x) -> (%y) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "conv"}
      : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
}

// -----

// Element i over element i: a map and a softmax in place, and a sum in place of the residual that the
// epilogue reads.
// CHECK-LABEL: arena.program @in_place
arena.program @in_place memories [#arena.memory<name = "sram", size = 512>] model {} {
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<1x4x4x4xf32>>
  %r = arena.slot "r" arena memory 0 at 0 : !arena.slot<tensor<1x4x4x4xf32>>
  %c = arena.slot "c" arena memory 0 at 256 : !arena.slot<tensor<1x4x4x4xf32>>
  %s = arena.slot "s" arena memory 0 at 0 : !arena.slot<tensor<1x4x4x4xf32>>
  %y = arena.slot "y" output memory 0 at 0 {io = 0} : !arena.slot<tensor<1x4x4x4xf32>>
  arena.step "relu"(%x) -> (%r) params {} rows [#arena.rows<>] {name = "relu"}
      : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "conv"(%r) -> (%c) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "c"}
      : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "conv"(%c, %r) -> (%s) params {} epilogue [#arena.apply<op = "add", input = 1>]
      rows [#arena.rows<window = 3, pad = 1>, #arena.rows<>] {name = "s"}
      : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
  arena.step "softmax"(%s) -> (%y) params {axis = 3 : i64} {name = "softmax"}
      : (!arena.slot<tensor<1x4x4x4xf32>>, !arena.slot<tensor<1x4x4x4xf32>>) -> ()
}

// -----

// State is what the last run left for every step up to the one that writes it, and scratch is free
// between two steps.
// CHECK-LABEL: arena.program @state
arena.program @state memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<16xf32>>
  %h = arena.slot "h" state memory 0 at 0 : !arena.slot<tensor<16xf32>>
  %new = arena.slot "new" arena memory 0 at 64 : !arena.slot<tensor<16xf32>>
  %t = arena.slot "t" scratch memory 0 at 128 : !arena.slot<tensor<16xf32>>
  %u = arena.slot "u" arena memory 0 at 128 : !arena.slot<tensor<16xf32>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<16xf32>>
  arena.step "add"(%x, %h) -> (%new) scratch (%t) params {} {name = "new"}
      : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "mul"(%new, %h) -> (%u) params {} {name = "u"}
      : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "copy"(%new) -> (%h) params {} {name = "keep"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
  arena.step "copy"(%u) -> (%y) params {} {name = "copy"} : (!arena.slot<tensor<16xf32>>, !arena.slot<tensor<16xf32>>) -> ()
}

// -----

// Margins belong to their rows; a slot stored channel by channel has rows in several parts.
// CHECK-LABEL: arena.program @layouts
arena.program @layouts memories [#arena.memory<name = "sram", size = 160>] model {} attributes {arena_bytes = array<i64: 160>} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  %m = arena.slot "m" arena memory 0 at 0 {margin = #arena.margin<left = 1, right = 1>} : !arena.slot<tensor<1x4x4x4xi8>>
  %p = arena.slot "p" arena memory 0 at 96 {layout = #arena.layout<order = [0, 3, 1, 2]>} : !arena.slot<tensor<1x4x4x4xi8>>
  %y = arena.slot "y" output {io = 0} : !arena.slot<tensor<1x4x4x4xi8>>
  arena.step "conv"(%x) -> (%m) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "m"}
      : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  arena.step "conv"(%m) -> (%p) params {} rows [#arena.rows<window = 3, pad = 1>] {name = "p"}
      : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
  arena.step "transpose"(%p) -> (%y) params {} {name = "y"} : (!arena.slot<tensor<1x4x4x4xi8>>, !arena.slot<tensor<1x4x4x4xi8>>) -> ()
}
