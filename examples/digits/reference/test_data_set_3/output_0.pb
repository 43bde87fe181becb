
BprobabilitiesJ(qÞ|?m*B;h¨Ô9“ïÍ9•5[9©Q”9š =;Ñ¤8	« 9·Ÿ;