#!/usr/bin/env python3
"""self_test_mutants.py FOLDER NAME COMPILER: builds the self-test with one weight changed, for twelve weights; how
many of these pass?  --change FILE N changes the first weight of constant N (of six) in place."""
import pathlib
import re
import subprocess
import sys
import tempfile

# An array's first element.
ARRAY = re.compile(r"(\] = \{\s*)([^,}]+)")


def changed(text, number):
    """The first weight of constant `number` (of all, again and again) is another by a lot: 4 more, then 2 less."""
    arrays = list(ARRAY.finditer(text))
    match = arrays[number % len(arrays)]
    return text[:match.start(2)] + f"({match[2]} {'+ 4' if number < len(arrays) else '- 2'})" + text[match.end(2):]


def main():
    if sys.argv[1] == "--change":
        path = pathlib.Path(sys.argv[2])
        path.write_text(changed(path.read_text(), int(sys.argv[3])))
        return 0
    folder, name, compiler = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    weights = (folder / f"{name}_weights.cpp").read_text()
    passed = 0
    with tempfile.TemporaryDirectory() as made:
        made = pathlib.Path(made)
        (made / "main.cpp").write_text(
            f'#include <cstdio>\n#include "{name}_self_test.h"\nstatic {name}_t model;\nstatic int missed = 0;\n'
            f'void {name}_self_test_missed(int set, int output, size_t) {{ missed = output == 0 ? set : -1; }}\n'
            f'int main() {{ int answer = {name}_self_test(&model); return answer > 0 && missed == answer ? 7 : answer; }}\n')
        common = [compiler, "-std=c++17", "-O1", "-fno-strict-aliasing", f"-I{folder}"]
        sources = [folder / f"{name}.cpp", folder / f"{name}_self_test.cpp", made / "main.cpp"]
        objects = []
        for source in sources:
            objects.append(made / f"{source.stem}.o")
            subprocess.run([*common, "-c", source, "-o", objects[-1]], check=True)
        for number in range(-1, 12):  # -1: as it is
            text = weights if number < 0 else changed(weights, number)
            (made / "weights.cpp").write_text(text)
            subprocess.run([*common, made / "weights.cpp", *objects, "-o", made / "test"], check=True)
            status = subprocess.run([made / "test"], check=False).returncode
            if number < 0 and status != 0:
                sys.exit(f"unchanged weights: exit code {status}")
            if number >= 0:
                passed += status != 7
                if status != 7:
                    print(f"mutant {number}: exit code {status}")
    print(f"{passed} of 12 mutants pass")
    return 0


if __name__ == "__main__":
    sys.exit(main())
