B
yLogSumExpJ|.A