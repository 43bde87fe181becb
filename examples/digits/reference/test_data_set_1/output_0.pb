
BprobabilitiesJ(»);BË”;ÿbD;œµ¨9¡¿²:ùûo?ÛÚ=àú:Åª9Ë<