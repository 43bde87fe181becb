
BprobabilitiesJ(P-:®t?f):BÈ^<SG<ÞCT:Aä†:’ü;ùü;Hö;