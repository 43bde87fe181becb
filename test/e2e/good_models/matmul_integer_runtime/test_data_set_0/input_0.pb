BaJ
	Pn”mS×