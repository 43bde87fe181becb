B
ySumSquareJ=9C]«C1†ÔB