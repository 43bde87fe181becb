#!/usr/bin/env python3
"""weights_check.py TARGET TEXT BINARY: a model's constants are the same bytes from .cpp and from .S and .bin.

TEXT and BINARY are folders with the same model, compiled with --weights text and binary. Both are compiled for
TARGET without a warning; each symbol must have the same bytes in both objects, and lie in read-only memory.
"""
import struct
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/lib"))
import targets  # noqa: E402

target = targets.load(sys.argv[1])


def compiled(folder, source):
    made = folder / f"{source.stem}_{sys.argv[1]}.o"
    subprocess.run([target["compiler"]["commands"][0], *target["flags"], *target["warnings"], "-I", folder,
                    "-c", source, "-o", made], check=True)
    return made.read_bytes()


def symbols(elf):
    """Name -> bytes of all objects of an ELF file of 32 or 64 bits, little endian."""
    wide = elf[4] == 2
    table, size, count = (struct.unpack_from("<Q", elf, 40)[0] if wide else struct.unpack_from("<I", elf, 32)[0],
                          *struct.unpack_from("<HH", elf, 58 if wide else 46))
    # type, flags, offset, size, link
    words = [struct.unpack_from("<4xIQ8xQQI" if wide else "<4xII4xIII", elf, table + i * size) for i in range(count)]
    found = {}
    for kind, _, offset, bytes_, link in words:
        if kind != 2:  # SHT_SYMTAB
            continue
        names = words[link][2]
        for at in range(offset, offset + bytes_, 24 if wide else 16):
            if wide:
                name, info, section, value, length = struct.unpack_from("<IBxHQQ", elf, at)
            else:
                name, value, length, info, section = struct.unpack_from("<IIIBxH", elf, at)
            if info & 15 != 1:  # STT_OBJECT
                continue
            text = elf[names + name:elf.index(b"\0", names + name)].decode()
            assert words[section][1] & 3 == 2, f"{text} lies in memory that is not read-only"
            start = words[section][2] + value
            found[text] = elf[start:start + length]
    return found


text, binary = Path(sys.argv[2]), Path(sys.argv[3])
want = symbols(compiled(text, next(text.glob("*_weights.cpp"))))
got = symbols(compiled(binary, next(binary.glob("*_weights.S"))))
assert want and want.keys() == got.keys(), f"{sorted(want)} and {sorted(got)}"
for name in want:
    assert want[name] == got[name], f"{name} has other bytes"
print(f"{sys.argv[1]}: {len(want)} constants, {sum(map(len, want.values()))} bytes, equal")
