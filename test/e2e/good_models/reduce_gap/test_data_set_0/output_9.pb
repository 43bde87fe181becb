B
yLogSumExpJŒAÑL5AFÂ@