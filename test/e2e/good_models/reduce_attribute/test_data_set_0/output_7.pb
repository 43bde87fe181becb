B
ySumSquareJÂÍB…ÉØCør_B.ºA´³BÌ/ùB