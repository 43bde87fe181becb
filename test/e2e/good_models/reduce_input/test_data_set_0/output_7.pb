B
ySumSquareJ(^³+B±¬‹B€ÖhBRM:ByÖB¯¢kB†,ŒB}RHD¥ð²BFYB