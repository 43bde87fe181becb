B
yLogSumExpJ<©
”@1¹ï@iA(«Õ@w:l@ÝpE@àAv@R¾@„A@ñÌh@ø5
Að8¬@~ÄD@*?@Ok—@