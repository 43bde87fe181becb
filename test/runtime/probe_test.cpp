// A chunk is read in the user's axis order, whatever lies in memory.
#include "pelemay/probe.h"

#include <gtest/gtest.h>

#include <vector>

extern "C" int32_t rows_seen_by_c(const pelemay_chunk* chunk);

namespace {

/// An NCHW tensor [1, 2, 3, 4] that is stored row, pixel, channel.
pelemay_chunk tensor(const float* data, int32_t first, int32_t rows) {
  return {"conv", "/conv1/Conv", PELEMAY_F32,      4, {1, 2, 3, 4}, {24, 1, 8, 2}, data, 2,
          first,  rows,          first + rows == 3};
}

std::vector<float> read(const pelemay_chunk& chunk) {
  std::vector<float> seen;
  pelemay::rt::walk<float>(chunk, [&](float v) { seen.push_back(v); });
  return seen;
}

TEST(Probe, WalksAWholeTensorInLogicalOrder) {
  float stored[24];
  for (int c = 0, value = 0; c < 2; ++c)
    for (int y = 0; y < 3; ++y)
      for (int x = 0; x < 4; ++x) stored[y * 8 + x * 2 + c] = static_cast<float>(value++);
  const std::vector<float> seen = read(tensor(stored, 0, 3));
  ASSERT_EQ(seen.size(), 24u);
  for (size_t i = 0; i < 24; ++i) EXPECT_EQ(seen[i], static_cast<float>(i));
}

TEST(Probe, WalksOneRowOfARing) {
  const float row[8] = {0, 10, 1, 11, 2, 12, 3, 13};
  EXPECT_EQ(read(tensor(row, 1, 1)), (std::vector<float>{0, 1, 2, 3, 10, 11, 12, 13}));
}

TEST(Probe, WalksAScalarOnceAndAnEmptyTensorNever) {
  const float value = 7;
  pelemay_chunk scalar{"sum", "s", PELEMAY_F32, 0, {}, {}, &value, -1, 0, 1, 1};
  EXPECT_EQ(read(scalar), std::vector<float>{7});
  scalar.rank = 1;
  EXPECT_TRUE(read(scalar).empty());
}

TEST(Probe, CSeesTheSameChunk) {
  const float row[8] = {};
  const pelemay_chunk last = tensor(row, 2, 1), first = tensor(row, 0, 2);
  EXPECT_EQ(rows_seen_by_c(&last), 101);
  EXPECT_EQ(rows_seen_by_c(&first), 2);
}

}  // namespace
