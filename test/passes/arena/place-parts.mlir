// RUN: pelemay-opt %s --arena-select-variants --arena-place-parts | FileCheck %s
// RUN: pelemay-opt %s --arena-select-variants --arena-place-parts --arena-assign-lifetimes --arena-plan-in-place --arena-solve-offsets --arena-check-plan -o /dev/null

!x = !arena.slot<tensor<1x4x4x3xf32>>
!a = !arena.slot<tensor<1x4x4x4xf32>>
!b = !arena.slot<tensor<1x4x4x8xf32>>
!c = !arena.slot<tensor<1x4x4x12xf32>>
!d = !arena.slot<tensor<1x4x4x16xf32>>
!tall = !arena.slot<tensor<1x8x4x4xf32>>
!row = !arena.slot<tensor<16x4xf32>>
!half = !arena.slot<tensor<1x2x4x4xf32>>
!pair = !arena.slot<tensor<2x4x4x4xf32>>

// Channels: the result stands before the parts, each kernel skips the other's channels, and the step is gone.
// CHECK-LABEL: @fire
// CHECK:         %[[Y:.*]] = arena.slot "y" arena
// CHECK-NEXT:    %[[A:.*]] = arena.view "a" of %[[Y]] at 0 pitch 12 {axes = array<i64: 0, 3, 1, 2>} : <tensor<1x4x4x12xf32>> -> <tensor<1x4x4x4xf32>>
// CHECK-NEXT:    %[[B:.*]] = arena.view "b" of %[[Y]] at 16 pitch 12 : <tensor<1x4x4x12xf32>> -> <tensor<1x4x4x8xf32>>
// CHECK:         arena.step "conv"(%[[X:.*]]) {{.*}} -> (%[[A]]) {{.*}} shape <"Window" [#arena.term<"In" [4, 4, 3]>, #arena.term<"Out" [4, 4, 4, 12]>, {{.*}}>
// CHECK-NEXT:    arena.step "conv"(%[[X]]) {{.*}} -> (%[[B]]) {{.*}}#arena.term<"Out" [4, 4, 8, 12]>
// CHECK-NEXT:    arena.step "relu"(%[[Y]]) -> ({{.*}}) {{.*}} [#arena.term<"Out" [4, 4, 12]>]
// CHECK-NOT:     arena.step
arena.program @fire memories [#arena.memory<name = "sram">] model {} {
  arena.constant @u pack "dense" dense<1.0> : tensor<4x1x1x3xf32>
  arena.constant @v pack "dense" dense<1.0> : tensor<8x1x1x3xf32>
  %x = arena.slot "x" input {io = 0 : i64} : !x
  %a = arena.slot "a" arena memory 0 {axes = array<i64: 0, 3, 1, 2>} : !a
  %b = arena.slot "b" arena memory 0 : !b
  %y = arena.slot "y" arena memory 0 : !c
  %z = arena.slot "z" output {io = 0 : i64} : !c
  arena.step "conv"(%x) weights [@u] -> (%a) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {order = array<i64: 0, -1>} : (!x, !a) -> ()
  arena.step "conv"(%x) weights [@v] -> (%b) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {order = array<i64: 0, -1>} : (!x, !b) -> ()
  arena.step "concat"(%a, %b) -> (%y) params {axis = 3 : i64} : (!a, !b, !c) -> ()
  arena.step "relu"(%y) -> (%z) params {} : (!c, !c) -> ()
}

// A concatenation of concatenations, the inner one read in between, as a convolution, a pool, a sum, an epilogue and a
// probe read it: all have one home, the output. What the inner one holds keeps its pixel.
// CHECK-LABEL: @dense
// CHECK:         %[[Y:.*]] = arena.slot "y" output
// CHECK:         %[[A:.*]] = arena.view "a" of %[[Y]] at 0 pitch 16
// CHECK:         %[[B:.*]] = arena.view "b" of %[[Y]] at 16 pitch 16
// CHECK:         %[[C:.*]] = arena.view "c" of %[[Y]] at 0 pitch 16 : <tensor<1x4x4x16xf32>> -> <tensor<1x4x4x12xf32>>
// CHECK:         %[[D:.*]] = arena.view "d" of %[[Y]] at 48 pitch 16
// CHECK:         arena.step "conv"{{.*}} -> (%[[A]]) {{.*}}#arena.term<"Out" [4, 4, 4, 16]>
// CHECK:         arena.step "conv"{{.*}} -> (%[[B]]) {{.*}}#arena.term<"Out" [4, 4, 8, 16]>
// CHECK-NEXT:    arena.step "probe.log"(%[[C]])
// CHECK-NEXT:    arena.step "max_pool"(%[[C]]) {{.*}}#arena.term<"In" [4, 4, 12, 16]>
// CHECK-NEXT:    arena.step "add"(%[[C]], {{.*}}) {{.*}} <"Elements" [#arena.term<"Out" [4, 4, 12]>, #arena.term<"Strides" [64, 16, 1]>]>
// CHECK-NEXT:    arena.step "conv"(%[[C]], %[[A]]) {{.*}} -> (%[[D]]) {{.*}} [#arena.term<"In" [4, 4, 12, 16]>, #arena.term<"Out" [4, 4, 4, 16]>
// CHECK-NOT:     concat
arena.program @dense memories [#arena.memory<name = "sram">] model {} {
  arena.constant @u pack "dense" dense<1.0> : tensor<4x1x1x3xf32>
  arena.constant @v pack "dense" dense<1.0> : tensor<8x1x1x3xf32>
  arena.constant @w pack "dense" dense<1.0> : tensor<4x1x1x12xf32>
  %x = arena.slot "x" input {io = 0 : i64} : !x
  %y = arena.slot "y" output {io = 0 : i64} : !d
  %p = arena.slot "p" output {io = 1 : i64} : !c
  %q = arena.slot "q" output {io = 2 : i64} : !c
  %a = arena.slot "a" arena memory 0 : !a
  %b = arena.slot "b" arena memory 0 : !b
  %c = arena.slot "c" arena memory 0 : !c
  %d = arena.slot "d" arena memory 0 : !a
  arena.step "conv"(%x) weights [@u] -> (%a) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {order = array<i64: 0, -1>} : (!x, !a) -> ()
  arena.step "conv"(%x) weights [@v] -> (%b) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} {order = array<i64: 0, -1>} : (!x, !b) -> ()
  arena.step "concat"(%a, %b) -> (%c) params {axis = 3 : i64} : (!a, !b, !c) -> ()
  arena.step "probe.log"(%c) -> () params {op = "Concat", node = "c"} : (!c) -> ()
  arena.step "max_pool"(%c) -> (%p) params {window = array<i64: 3, 3>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} : (!c, !c) -> ()
  arena.step "add"(%c, %p) -> (%q) params {} : (!c, !c, !c) -> ()
  arena.step "conv"(%c, %a) weights [@w] -> (%d) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} epilogue [#arena.apply<op = "add", input = 1>] {order = array<i64: 0, -1>} : (!c, !a, !a) -> ()
  arena.step "concat"(%c, %d) -> (%y) params {axis = 3 : i64} : (!c, !a, !d) -> ()
}

// Rows, the axis that is outermost in storage: parts side by side, which any kernel takes. A reshape of a part stays a
// view of it.
// CHECK-LABEL: @rows
// CHECK:         %[[A:.*]] = arena.view "a" of %[[Y:.*]] at 0 : <tensor<1x8x4x4xf32>> -> <tensor<1x4x4x4xf32>>
// CHECK:         %[[B:.*]] = arena.view "b" of %[[Y]] at 256 : <tensor<1x8x4x4xf32>> -> <tensor<16x4xf32>>
// CHECK:         arena.view "map" of %[[B]] at 0 : <tensor<16x4xf32>> -> <tensor<1x4x4x4xf32>>
// CHECK:         arena.step "softmax"{{.*}} -> (%[[A]])
// CHECK-NEXT:    arena.step "transpose"{{.*}} -> (%[[B]])
// CHECK-NEXT:    arena.step "softmax"(%[[Y]])
arena.program @rows memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0 : i64} : !a
  %t = arena.slot "t" input {io = 1 : i64} : !arena.slot<tensor<4x16xf32>>
  %a = arena.slot "a" arena memory 0 : !a
  %b = arena.slot "b" arena memory 0 : !row
  %map = arena.view "map" of %b at 0 : !row -> !a
  %y = arena.slot "y" arena memory 0 : !tall
  %z = arena.slot "z" output {io = 0 : i64} : !tall
  arena.step "softmax"(%x) -> (%a) params {axis = 3 : i64} : (!a, !a) -> ()
  arena.step "transpose"(%t) -> (%b) params {perm = array<i64: 1, 0>} : (!arena.slot<tensor<4x16xf32>>, !row) -> ()
  arena.step "concat"(%a, %map) -> (%y) params {axis = 1 : i64} : (!a, !a, !tall) -> ()
  arena.step "softmax"(%y) -> (%z) params {axis = 3 : i64} : (!tall, !tall) -> ()
}

// What cannot lie there is copied there: an input, a constant, a part that is there already, what is returned, and
// what a kernel writes that knows no pitch.
// CHECK-LABEL: @copied
// CHECK:         %[[A:.*]] = arena.view "a" of %[[Y:.*]] at 0 pitch 24
// CHECK:         arena.step "relu"{{.*}} -> (%[[A]])
// CHECK:         %[[V:.*]] = arena.view "all.1" of %[[Y]] at 16 pitch 24
// CHECK-NEXT:    arena.step "copy"(%[[A]]) -> (%[[V]]) params {} variant "copy" shape <"Elements" [#arena.term<"Out" [4, 4, 4, 24]>, #arena.term<"Strides" [96, 24, 1]>]>
// CHECK-NEXT:    arena.view "all.2" of %[[Y]] at 32 pitch 24
// CHECK-NEXT:    arena.step "copy"(%[[X:.*]]) -> {{.*}} [#arena.term<"Out" [4, 4, 4, 24]>]
// CHECK-NEXT:    arena.view "all.3" of %[[Y]] at 48 pitch 24
// CHECK-NEXT:    arena.step "copy"() weights [@k]
// CHECK-NEXT:    arena.view "all.4" of %[[Y]] at 64 pitch 24
// CHECK-NEXT:    arena.step "copy"(%{{.*}})
// CHECK-NEXT:    arena.view "all.5" of %[[Y]] at 80 pitch 24
// CHECK-NEXT:    arena.step "copy"(%{{.*}})
// CHECK-NOT:     concat
arena.program @copied memories [#arena.memory<name = "sram">] model {} {
  arena.constant @k pack "dense" dense<1.0> : tensor<1x4x4x4xf32>
  %x = arena.slot "x" input {io = 0 : i64} : !a
  %y = arena.slot "y" output {io = 0 : i64} : !arena.slot<tensor<1x4x4x24xf32>>
  %o = arena.slot "o" output {io = 1 : i64} : !a
  %a = arena.slot "a" arena memory 0 : !a
  %s = arena.slot "s" arena memory 0 : !a
  arena.step "relu"(%x) -> (%a) params {} : (!a, !a) -> ()
  arena.step "exp"(%x) -> (%o) params {} : (!a, !a) -> ()
  arena.step "softmax"(%x) -> (%s) params {axis = 3 : i64} : (!a, !a) -> ()
  arena.step "concat"(%a, %a, %x, %o, %s) weights [@k] -> (%y) params {axis = 3 : i64} {name = "all", order = array<i64: 0, 1, 2, -1, 3, 4>} : (!a, !a, !a, !a, !a, !arena.slot<tensor<1x4x4x24xf32>>) -> ()
}

// Nothing of it lies in place: the step stays. So it does along an axis in the middle.
// CHECK-LABEL: @kept
// CHECK:         arena.step "relu"
// CHECK-NEXT:    arena.step "concat"
// CHECK-NEXT:    arena.step "concat"
// CHECK-NOT:     arena.step
arena.program @kept memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0 : i64} : !a
  %z = arena.slot "z" input {io = 1 : i64} : !pair
  %y = arena.slot "y" output {io = 0 : i64} : !b
  %t = arena.slot "t" output {io = 1 : i64} : !arena.slot<tensor<2x8x4x4xf32>>
  %a = arena.slot "a" arena memory 0 : !pair
  arena.step "relu"(%z) -> (%a) params {} : (!pair, !pair) -> ()
  arena.step "concat"(%x, %x) -> (%y) params {axis = 3 : i64} : (!a, !a, !b) -> ()
  arena.step "concat"(%a, %z) -> (%t) params {axis = 1 : i64} : (!pair, !pair, !arena.slot<tensor<2x8x4x4xf32>>) -> ()
}

// A part that softmax reads, or that is reshaped across its pixels, is not put between others; its twin is.
// CHECK-LABEL: @readers
// CHECK-NOT:     arena.view "a"
// CHECK-NOT:     arena.view "b"
// CHECK:         arena.view "c" of %{{.*}} at 32 pitch 12
// CHECK:         arena.step "copy"
// CHECK:         arena.step "copy"
// CHECK-NOT:     arena.step
arena.program @readers memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0 : i64} : !a
  %y = arena.slot "y" output {io = 0 : i64} : !c
  %s = arena.slot "s" output {io = 1 : i64} : !a
  %e = arena.slot "e" output {io = 2 : i64} : !arena.slot<tensor<1x64xf32>>
  %a = arena.slot "a" arena memory 0 : !a
  %b = arena.slot "b" arena memory 0 : !a
  %c = arena.slot "c" arena memory 0 : !a
  %flat = arena.view "flat" of %b at 0 : !a -> !arena.slot<tensor<1x64xf32>>
  arena.step "relu"(%x) -> (%a) params {} : (!a, !a) -> ()
  arena.step "exp"(%x) -> (%b) params {} : (!a, !a) -> ()
  arena.step "neg"(%x) -> (%c) params {} : (!a, !a) -> ()
  arena.step "softmax"(%a) -> (%s) params {axis = 3 : i64} : (!a, !a) -> ()
  arena.step "relu"(%flat) -> (%e) params {} : (!arena.slot<tensor<1x64xf32>>, !arena.slot<tensor<1x64xf32>>) -> ()
  arena.step "concat"(%a, %b, %c) -> (%y) params {axis = 3 : i64} : (!a, !a, !a, !c) -> ()
}

// Rows of a map are read where they lie, and so are channels where the reader can; one that softmax reads is copied, and
// so is every second row.
// CHECK-LABEL: @slices
// CHECK:         %[[LOW:.*]] = arena.view "low" of %[[X:.*]] at 128 : <tensor<1x4x4x4xf32>> -> <tensor<1x2x4x4xf32>>
// CHECK:         %[[TWO:.*]] = arena.view "two" of %[[X]] at 8 pitch 4 : <tensor<1x4x4x4xf32>> -> <tensor<1x4x4x2xf32>>
// CHECK:         arena.step "softmax"(%[[LOW]])
// CHECK:         arena.step "relu"(%[[TWO]]) {{.*}} [#arena.term<"Out" [4, 4, 2]>, #arena.term<"Strides" [16, 4, 1]>]
// CHECK:         arena.step "slice"(%[[X]])
// CHECK-NEXT:    arena.step "softmax"
// CHECK-NEXT:    arena.step "slice"(%[[X]])
// CHECK-NEXT:    arena.step "relu"
arena.program @slices memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0 : i64} : !a
  %low = arena.slot "low" arena memory 0 : !half
  %two = arena.slot "two" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  %one = arena.slot "one" arena memory 0 : !arena.slot<tensor<1x4x4x2xf32>>
  %odd = arena.slot "odd" arena memory 0 : !half
  %o = arena.slot "o" output {io = 0 : i64} : !half
  %p = arena.slot "p" output {io = 1 : i64} : !arena.slot<tensor<1x4x4x2xf32>>
  %q = arena.slot "q" output {io = 2 : i64} : !arena.slot<tensor<1x4x4x2xf32>>
  %r = arena.slot "r" output {io = 3 : i64} : !half
  arena.step "slice"(%x) -> (%low) params {start = array<i64: 0, 2, 0, 0>, step = array<i64: 1, 1, 1, 1>} : (!a, !half) -> ()
  arena.step "softmax"(%low) -> (%o) params {axis = 3 : i64} : (!half, !half) -> ()
  arena.step "slice"(%x) -> (%two) params {start = array<i64: 0, 0, 0, 2>, step = array<i64: 1, 1, 1, 1>} : (!a, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
  arena.step "relu"(%two) -> (%p) params {} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
  arena.step "slice"(%x) -> (%one) params {start = array<i64: 0, 0, 0, 0>, step = array<i64: 1, 1, 1, 1>} : (!a, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
  arena.step "softmax"(%one) -> (%q) params {axis = 3 : i64} : (!arena.slot<tensor<1x4x4x2xf32>>, !arena.slot<tensor<1x4x4x2xf32>>) -> ()
  arena.step "slice"(%x) -> (%odd) params {start = array<i64: 0, 1, 0, 0>, step = array<i64: 1, 2, 1, 1>} : (!a, !half) -> ()
  arena.step "relu"(%odd) -> (%r) params {} : (!half, !half) -> ()
}

// A slice does not keep a large map alive: its own bytes are fewer beside the maps that come between.
// CHECK-LABEL: @outlived
// CHECK:         arena.step "slice"
arena.program @outlived memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0 : i64} : !a
  %y = arena.slot "y" output {io = 0 : i64} : !half
  %z = arena.slot "z" output {io = 1 : i64} : !a
  %a = arena.slot "a" arena memory 0 : !a
  %low = arena.slot "low" arena memory 0 : !half
  %b = arena.slot "b" arena memory 0 : !a
  %c = arena.slot "c" arena memory 0 : !a
  arena.step "relu"(%x) -> (%a) params {} : (!a, !a) -> ()
  arena.step "slice"(%a) -> (%low) params {start = array<i64: 0, 2, 0, 0>, step = array<i64: 1, 1, 1, 1>} : (!a, !half) -> ()
  arena.step "exp"(%x) -> (%b) params {} : (!a, !a) -> ()
  arena.step "neg"(%b) -> (%c) params {} : (!a, !a) -> ()
  arena.step "relu"(%c) -> (%z) params {} : (!a, !a) -> ()
  arena.step "relu"(%low) -> (%y) params {} : (!half, !half) -> ()
}

// Integers of one scale move as floats do: a convolution and a requantization write, a pool reads, each its channels.
// CHECK-LABEL: @integers
// CHECK:         %[[A:.*]] = arena.view "a" of %[[C:.*]] at 0 pitch 6
// CHECK:         %[[B:.*]] = arena.view "b" of %[[C]] at 4 pitch 6
// CHECK:         arena.step "conv"{{.*}} -> (%[[A]]) {{.*}}#arena.term<"Out" [4, 4, 4, 6]>
// CHECK-NEXT:    arena.step "requantize"{{.*}} -> (%[[B]]) {{.*}}#arena.term<"Out" [4, 4, 2, 6]>
// CHECK-NEXT:    arena.step "max_pool"(%[[B]]) {{.*}}#arena.term<"In" [4, 4, 2, 6]>
// CHECK-NEXT:    arena.step "max_pool"(%[[C]])
// CHECK-NOT:     arena.step
!ia = !arena.slot<tensor<1x4x4x4xi8>>
!ib = !arena.slot<tensor<1x4x4x2xi8>>
!ic = !arena.slot<tensor<1x4x4x6xi8>>
arena.program @integers memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1> : tensor<4x1x1x4xi8>
  %x = arena.slot "x" input {io = 0 : i64} : !ia
  %z = arena.slot "z" input {io = 1 : i64} : !ib
  %a = arena.slot "a" arena memory 0 : !ia
  %b = arena.slot "b" arena memory 0 : !ib
  %c = arena.slot "c" arena memory 0 : !ic
  %p = arena.slot "p" output {io = 0 : i64} : !ib
  %y = arena.slot "y" output {io = 1 : i64} : !ic
  arena.step "conv"(%x) weights [@w] -> (%a) params {stride = array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>} epilogue [#graph.requantize<type = i8, multiplier = [1073741824], shift = [33], zero = 0, lo = [-128], hi = [127]>] {order = array<i64: 0, -1>} : (!ia, !ia) -> ()
  arena.step "requantize"(%z) -> (%b) params {by = #graph.requantize<type = i8, multiplier = [1073741824], shift = [30], zero = 0, lo = [-128], hi = [127]>} : (!ib, !ib) -> ()
  arena.step "max_pool"(%b) -> (%p) params {window = array<i64: 3, 3>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} : (!ib, !ib) -> ()
  arena.step "concat"(%a, %b) -> (%c) params {axis = 3 : i64} : (!ia, !ib, !ic) -> ()
  arena.step "max_pool"(%c) -> (%y) params {window = array<i64: 3, 3>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} : (!ic, !ic) -> ()
}

// A table walks pixels, wherever they lie; softmax of integers walks a whole tensor: what it writes is copied.
// CHECK-LABEL: @stored
// CHECK-DAG:     %[[A:.*]] = arena.view "a" of %{{.*}} at 0 pitch 6
// CHECK-DAG:     %[[B:.*]] = arena.slot "b" arena memory 0
// CHECK:         arena.step "lookup"{{.*}} -> (%[[A]]) {{.*}}#arena.term<"Out" [4, 4, 4, 6]>
// CHECK:         arena.step "softmax_requantize"{{.*}} -> (%[[B]])
// CHECK:         arena.step "copy"(%[[B]])
arena.program @stored memories [#arena.memory<name = "sram">] model {} {
  arena.constant @t pack "dense" dense<1> : tensor<256xi8>
  arena.constant @e pack "dense" dense<1> : tensor<256xi32>
  %x = arena.slot "x" input {io = 0 : i64} : !ia
  %z = arena.slot "z" input {io = 1 : i64} : !ib
  %a = arena.slot "a" arena memory 0 : !ia
  %b = arena.slot "b" arena memory 0 : !ib
  %c = arena.slot "c" arena memory 0 : !ic
  %y = arena.slot "y" output {io = 0 : i64} : !ic
  arena.step "lookup"(%x) weights [@t] -> (%a) params {} {order = array<i64: 0, -1>} : (!ia, !ia) -> ()
  arena.step "softmax_requantize"(%z) weights [@e] -> (%b) params {axis = 3 : i64, multiplier = 1 : i64, shift = 1 : i64, zero = 0 : i64, lo = -128 : i64, hi = 127 : i64} {order = array<i64: 0, -1>} : (!ib, !ib) -> ()
  arena.step "concat"(%a, %b) -> (%c) params {axis = 3 : i64} : (!ia, !ib, !ic) -> ()
  arena.step "max_pool"(%c) -> (%y) params {window = array<i64: 3, 3>, stride = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>} : (!ic, !ic) -> ()
}
