#!/usr/bin/env python3
"""deep.py COUNT: a graph of that many element-wise ops in a row, in our IR."""
import sys

count = int(sys.argv[1])
print('func.func @deep(%x0: tensor<5xf32> {graph.name = "x"}) -> (tensor<5xf32> {graph.name = "y"}) {')
for i in range(count):
    print(f"  %x{i + 1} = graph.{('neg', 'relu')[i % 2]} %x{i} : (tensor<5xf32>) -> tensor<5xf32>")
print(f"  return %x{count} : tensor<5xf32>\n}}")
