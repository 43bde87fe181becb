B
yLogSumExpJ(©	§@°D«@à›¥@b÷Ø@VaAw©@¶ @3|‡Af6‚@÷ç@