
BprobabilitiesJ(»Ρ9ΩG&:‹δα:Ε9V°[:ψ7}?~τ­;Ό#x9Ϋ‹W7έ\Ω: