
BprobabilitiesJ(^5¤;®ßL<\;p[;3Ñ¬<Ëó¿<Y:m?¥ã0:…;›÷9