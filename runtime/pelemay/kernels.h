// Every kernel, and what a run function needs around them.
#ifndef PELEMAY_KERNELS_H
#define PELEMAY_KERNELS_H

#include "pelemay/attributes.h"
#include "pelemay/epilogue.h"
#include "pelemay/kernels/add_requantize.h"
#include "pelemay/kernels/concat.h"
#include "pelemay/kernels/conv.h"
#include "pelemay/kernels/conv_planar.h"
#include "pelemay/kernels/copy.h"
#include "pelemay/kernels/depthwise.h"
#include "pelemay/kernels/element.h"
#include "pelemay/kernels/linear.h"
#include "pelemay/kernels/lookup.h"
#include "pelemay/kernels/map.h"
#include "pelemay/kernels/matmul.h"
#include "pelemay/kernels/move.h"
#include "pelemay/kernels/mul_requantize.h"
#include "pelemay/kernels/pool.h"
#include "pelemay/kernels/quantize.h"
#include "pelemay/kernels/reduce.h"
#include "pelemay/kernels/softmax.h"
#include "pelemay/kernels/softmax_requantize.h"
#include "pelemay/kernels/transpose.h"
#include "pelemay/math.h"
#include "pelemay/requantize.h"
#include "pelemay/rows.h"
#include "pelemay/shape.h"
#include "pelemay/status.h"

#endif  // PELEMAY_KERNELS_H
