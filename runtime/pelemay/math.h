// What element-wise ops need of libm, without libm: no symbol is left to the linker, and every
// target gives the same bits (all of it is compiled with -ffp-contract=off). Each header says how
// far it may be off.
#ifndef PELEMAY_MATH_H
#define PELEMAY_MATH_H

#include "pelemay/math/bounded.h"
#include "pelemay/math/exp.h"
#include "pelemay/math/log.h"
#include "pelemay/math/sigmoid.h"
#include "pelemay/math/sqrt.h"
#include "pelemay/math/tanh.h"

#endif  // PELEMAY_MATH_H
