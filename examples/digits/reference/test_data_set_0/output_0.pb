
BprobabilitiesJ(‘}?ª::@ΕS:‡:ηγ²9•μd:kj:ίaΊ9E‡9Άf•;