// RUN: pelemay-opt %s --arena-check-plan --split-input-file --verify-diagnostics

// Two halves of the channels, each written by rows; the whole is read, and so is a half, by rows and at once.
arena.program @halves memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  %y = arena.slot "y" arena memory 0 at 0 : !arena.slot<tensor<1x2x2x8xi8>>
  %l = arena.view "l" of %y at 0 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %r = arena.view "r" of %y at 4 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x8xi8>>
  %p = arena.slot "p" output {io = 1} : !arena.slot<tensor<1x2x2x4xi8>>
  arena.step "relu"(%x) -> (%l) params {} rows [#arena.rows<>] {name = "l"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "exp"(%x) -> (%r) params {} rows [#arena.rows<>] {name = "r"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "relu"(%y) -> (%o) params {} rows [#arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x8xi8>>, !arena.slot<tensor<1x2x2x8xi8>>) -> ()
  arena.step "transpose"(%r) -> (%p) params {} {name = "p"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
}

// -----

// A wrong offset: two parts share channels, and one pixel's last channels have no writer.
arena.program @offset memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-note@+1 {{'y' has bytes [0, 32) of memory 'sram'}}
  %y = arena.slot "y" arena memory 0 at 0 : !arena.slot<tensor<1x2x2x8xi8>>
  %l = arena.view "l" of %y at 0 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %r = arena.view "r" of %y at 3 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x8xi8>>
  arena.step "relu"(%x) -> (%l) params {} rows [#arena.rows<>] {name = "l"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+2 {{step 'r' computes row 0 of 'y' twice: step 'l' computes it already}}
  // expected-note@+1 {{help: give each result a slot of its own}}
  arena.step "exp"(%x) -> (%r) params {} rows [#arena.rows<>] {name = "r"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+1 {{step 'o' needs row 0 of 'y' for its row 0, but no step computes it}}
  arena.step "relu"(%y) -> (%o) params {} rows [#arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x8xi8>>, !arena.slot<tensor<1x2x2x8xi8>>) -> ()
}

// -----

// A pitch that is missing: the part lies side by side, over the other's channels.
arena.program @packed memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-note@+1 {{'y' has bytes [0, 32) of memory 'sram'}}
  %y = arena.slot "y" arena memory 0 at 0 : !arena.slot<tensor<1x2x2x8xi8>>
  %l = arena.view "l" of %y at 0 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %r = arena.view "r" of %y at 4 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x8xi8>>
  arena.step "relu"(%x) -> (%l) params {} rows [#arena.rows<>] {name = "l"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+2 {{step 'r' computes row 0 of 'y' twice}}
  // expected-note@+1 {{help}}
  arena.step "exp"(%x) -> (%r) params {} rows [#arena.rows<>] {name = "r"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+1 {{step 'o' needs row 1 of 'y' for its row 1, but no step computes it}}
  arena.step "relu"(%y) -> (%o) params {} rows [#arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x8xi8>>, !arena.slot<tensor<1x2x2x8xi8>>) -> ()
}

// -----

// A part must be there before it is read, the other half does not do.
arena.program @order memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-note@+1 {{'y' has bytes [0, 32) of memory 'sram'}}
  %y = arena.slot "y" arena memory 0 at 0 : !arena.slot<tensor<1x2x2x8xi8>>
  %l = arena.view "l" of %y at 0 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %r = arena.view "r" of %y at 4 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  arena.step "relu"(%x) -> (%l) params {} rows [#arena.rows<>] {name = "l"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+2 {{step 'o' needs row 0 of 'y' for its row 0, but step 'r' has not computed it yet}}
  // expected-note@+1 {{help: put step 'r' first}}
  arena.step "relu"(%r) -> (%o) params {} rows [#arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "exp"(%x) -> (%r) params {} rows [#arena.rows<>] {name = "r"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
}

// -----

// A value that dies with one half still to be read: between its pixels, too, nothing else may lie.
arena.program @overlap memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-note@+1 {{'y' has bytes [0, 32) of memory 'sram'}}
  %y = arena.slot "y" arena memory 0 at 0 : !arena.slot<tensor<1x2x2x8xi8>>
  %l = arena.view "l" of %y at 0 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %r = arena.view "r" of %y at 4 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  // expected-note@+1 {{'z' has bytes [24, 28) of memory 'sram'}}
  %z = arena.slot "z" arena memory 0 at 24 : !arena.slot<tensor<4xi8>>
  %i = arena.slot "i" input {io = 1} : !arena.slot<tensor<4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  %p = arena.slot "p" output {io = 1} : !arena.slot<tensor<1x2x2x4xi8>>
  %q = arena.slot "q" output {io = 2} : !arena.slot<tensor<4xi8>>
  arena.step "relu"(%x) -> (%l) params {} rows [#arena.rows<>] {name = "l"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "exp"(%x) -> (%r) params {} rows [#arena.rows<>] {name = "r"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "relu"(%i) -> (%z) params {} {name = "z"} : (!arena.slot<tensor<4xi8>>, !arena.slot<tensor<4xi8>>) -> ()
  arena.step "relu"(%r) -> (%p) params {} rows [#arena.rows<>] {name = "p"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+2 {{step 'o' needs row 1 of 'y' for its row 1, but bytes [24, 28) of memory 'sram' hold 'z' since step 'z' wrote it}}
  // expected-note@+1 {{help: keep 'z' off these bytes until step 'o' has read them}}
  arena.step "relu"(%l) -> (%o) params {} rows [#arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "relu"(%z) -> (%q) params {} {name = "q"} : (!arena.slot<tensor<4xi8>>, !arena.slot<tensor<4xi8>>) -> ()
}

// -----

// A part is no whole: it may not take the place of an operand that has its size, but not its form.
arena.program @form memories [#arena.memory<name = "sram">] model {} {
  // expected-note@+1 {{'x' has bytes [0, 16) of memory 'sram'}}
  %x = arena.slot "x" input memory 0 at 0 {io = 0, may_overwrite} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-note@+1 {{'y' has bytes [0, 32) of memory 'sram'}}
  %y = arena.slot "y" arena memory 0 at 0 : !arena.slot<tensor<1x2x2x8xi8>>
  %l = arena.view "l" of %y at 0 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-error@+4 {{step 'l' needs row 1 of 'x' for its row 1, but bytes [8, 12) of memory 'sram' hold row 0 of 'y' since step 'l' wrote it}}
  // expected-note@+3 {{help: keep 'y' off these bytes}}
  // expected-error@+2 {{step 'l' writes bytes [0, 4) of memory 'sram' for row 0 of 'y' while it reads row 0 of 'x' from bytes [0, 8) of memory 'sram'}}
  // expected-note@+1 {{help: only element-wise steps}}
  arena.step "relu"(%x) -> (%l) params {} rows [#arena.rows<>] {name = "l"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "relu"(%l) -> (%o) params {} rows [#arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
}

// -----

// What the kernel's shape says of pixels must be where they lie: of a result, of an operand, and where none lie apart.
arena.program @shapes memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1> : tensor<4x1x1x4xi8>
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  %y = arena.slot "y" arena memory 0 at 0 : !arena.slot<tensor<1x2x2x8xi8>>
  %l = arena.view "l" of %y at 0 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %r = arena.view "r" of %y at 4 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-error@+1 {{step 'l' takes the pixels of its result to lie 4 elements apart, but they are 8}}
  arena.step "conv"(%x) weights [@w] -> (%l) params {} variant "conv" shape <"Window" [#arena.term<"In" [2, 2, 4]>, #arena.term<"Out" [2, 2, 4]>, #arena.term<"Kernel" [1, 1]>]> rows [#arena.rows<>] {name = "l", order = array<i64: 0, -1>} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+1 {{step 'r' takes the pixels of its input 0 to lie 8 elements apart, but they are side by side}}
  arena.step "conv"(%x) weights [@w] -> (%r) params {} variant "conv" shape <"Window" [#arena.term<"In" [2, 2, 4, 8]>, #arena.term<"Out" [2, 2, 4, 8]>, #arena.term<"Kernel" [1, 1]>]> rows [#arena.rows<>] {name = "r", order = array<i64: 0, -1>} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+1 {{step 'o' takes the pixels of its input 1 to lie 4 elements apart, but they are 8}}
  arena.step "add"(%l, %r) -> (%o) params {} variant "map" shape <"Elements" [#arena.term<"Out" [2, 2, 4]>, #arena.term<"Strides" [16, 8, 1]>]> rows [#arena.rows<>, #arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
}

// -----

// Rows must be as far apart as their pixels are; and a kernel that knows no pitch finds none.
arena.program @kernels memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<1x2x2x8xi8>>
  %r = arena.view "r" of %x at 4 pitch 8 : !arena.slot<tensor<1x2x2x8xi8>> -> !arena.slot<tensor<1x2x2x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<1x2x2x4xi8>>
  %p = arena.slot "p" output {io = 1} : !arena.slot<tensor<1x2x2x4xi8>>
  %q = arena.slot "q" output {io = 2} : !arena.slot<tensor<1x2x2x4xi8>>
  // expected-error@+1 {{step 'o' takes the pixels of its input 0 to lie side by side, but they are 8}}
  arena.step "relu"(%r) -> (%o) params {} variant "map" shape <"Elements" [#arena.term<"Out" [2, 2, 4]>, #arena.term<"Strides" [8, 8, 1]>]> rows [#arena.rows<>] {name = "o"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  // expected-error@+1 {{step 'p' takes the pixels of its input 0 to lie side by side, but they are 8}}
  arena.step "softmax"(%r) -> (%p) params {axis = 3} variant "softmax" shape <"Extent" [#arena.term<"" [4, 4, 1]>]> {name = "p"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
  arena.step "relu"(%r) -> (%q) params {} variant "map" shape <"Elements" [#arena.term<"Out" [2, 2, 4]>, #arena.term<"Strides" [16, 8, 1]>]> rows [#arena.rows<>] {name = "q"} : (!arena.slot<tensor<1x2x2x4xi8>>, !arena.slot<tensor<1x2x2x4xi8>>) -> ()
}

// -----

// So do products: their pixels are rows of a matrix.
arena.program @products memories [#arena.memory<name = "sram">] model {} {
  arena.constant @w pack "dense" dense<1> : tensor<4x4xi8>
  %x = arena.slot "x" input {io = 0} : !arena.slot<tensor<3x8xi8>>
  %l = arena.view "l" of %x at 0 pitch 8 : !arena.slot<tensor<3x8xi8>> -> !arena.slot<tensor<3x4xi8>>
  %o = arena.slot "o" output {io = 0} : !arena.slot<tensor<3x4xi8>>
  %p = arena.slot "p" output {io = 1} : !arena.slot<tensor<3x4xi8>>
  arena.step "linear"(%l) weights [@w] -> (%o) params {} variant "linear" shape <"Product" [#arena.term<"" [3, 4, 4, 1, 0, 8, 4]>]> rows [#arena.rows<>] {name = "o", order = array<i64: 0, -1>} : (!arena.slot<tensor<3x4xi8>>, !arena.slot<tensor<3x4xi8>>) -> ()
  // expected-error@+1 {{step 'p' takes the pixels of its input 0 to lie 4 elements apart, but they are 8}}
  arena.step "linear"(%l) weights [@w] -> (%p) params {} variant "linear" shape <"Product" [#arena.term<"" [3, 4, 4]>]> rows [#arena.rows<>] {name = "p", order = array<i64: 0, -1>} : (!arena.slot<tensor<3x4xi8>>, !arena.slot<tensor<3x4xi8>>) -> ()
}
