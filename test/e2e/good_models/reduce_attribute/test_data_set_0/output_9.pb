B
yLogSumExpJ="@@xjA»@s|ƒ@|Á®@×¯Ø@