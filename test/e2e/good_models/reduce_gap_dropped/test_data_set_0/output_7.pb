B
ySumSquareJ<Ñ1ýAŒ:‰BÆ5—Bnó•B¬1™AÇ;A¥*›A‹žÌA©NÖ@]tŽA¾è±BeBÈ%í@ÍËÔ@¥2B