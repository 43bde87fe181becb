// RUN: pelemay-opt %s --arena-print --split-input-file | FileCheck %s

// One line a join point: names as C strings whatever they hold, sizes and strides in the model's axis order.
// A constant can be watched too, and some channels of a map, where its strides are the map's. The run calls the hook in order, numbered over the whole run.
// CHECK-LABEL: // ===- net.h
// CHECK:       #include "pelemay/probe.h"
// CHECK:       void net_log(const pelemay_chunk* chunk);
// CHECK-LABEL: // ===- net.cpp
// CHECK:       const pelemay_chunk kProbes[] = {
// CHECK-NEXT:      {"Conv", "n\042\134\077\012\343\202\242", PELEMAY_F32, 4, {1, 3, 4, 5}, {60, 1, 15, 3}, nullptr, -1, 0, 1, 1},
// CHECK-NEXT:      {"", "", PELEMAY_U8, 0, {}, {}, nullptr, -1, 0, 1, 1},
// CHECK-NEXT:      {"Constant", "w", PELEMAY_I16, 2, {2, 3}, {3, 1}, nullptr, -1, 0, 1, 1},
// CHECK-NEXT:      {"Split", "part", PELEMAY_F32, 4, {1, 2, 4, 5}, {60, 1, 15, 3}, nullptr, -1, 0, 1, 1},
// CHECK-NEXT:  };
// CHECK:         net_log(&chunk);
// CHECK:         log(kProbes[0], x);
// CHECK-NEXT:    log(kProbes[1], s);
// CHECK-NEXT:    log(kProbes[2], net_w);
// CHECK-NEXT:    log(kProbes[3], part);
// CHECK-NEXT:    return NET_OK;
arena.program @net memories [#arena.memory<name = "sram">] model {} attributes {arena_bytes = array<i64: 256>} {
  arena.constant @net_w pack "dense" dense<1> : tensor<2x3xi16>
  %x = arena.slot "x" input memory 0 at 0 {io = 0 : i64} : !arena.slot<tensor<1x4x5x3xf32>>
  %s = arena.slot "s" arena memory 0 at 240 : !arena.slot<tensor<ui8>>
  arena.step "probe.log"(%x) -> () params {op = "Conv", node = "n\22\\?\0A\E3\82\A2", axes = array<i64: 0, 3, 1, 2>} : (!arena.slot<tensor<1x4x5x3xf32>>) -> ()
  arena.step "probe.log"(%s) -> () params {op = "", node = ""} : (!arena.slot<tensor<ui8>>) -> ()
  %part = arena.view "part" of %x at 4 pitch 3 : !arena.slot<tensor<1x4x5x3xf32>> -> !arena.slot<tensor<1x4x5x2xf32>>
  arena.step "probe.log"() weights [@net_w] -> () params {op = "Constant", node = "w"} {order = array<i64: -1>} : () -> ()
  arena.step "probe.log"(%part) -> () params {op = "Split", node = "part", axes = array<i64: 0, 3, 1, 2>} : (!arena.slot<tensor<1x4x5x2xf32>>) -> ()
}

// -----

// Without probes not one byte of it.
// CHECK-LABEL: // ===- plain.h
// CHECK-NOT:   {{[Pp]robe|_log|chunk}}
// CHECK-LABEL: // ===- plain_weights.h
arena.program @plain memories [#arena.memory<name = "sram">] model {} {
  %x = arena.slot "x" input {io = 0 : i64} : !arena.slot<tensor<4xf32>>
}
