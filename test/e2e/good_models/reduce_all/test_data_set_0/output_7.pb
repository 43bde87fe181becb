B
ySumSquareJ:ö¿D