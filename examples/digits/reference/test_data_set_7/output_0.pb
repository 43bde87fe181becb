
BprobabilitiesJ(!e';wè:ôÄ;¼ém?ò®90*—;bÚ8gÜš:¿ÿn;]³N=