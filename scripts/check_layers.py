#!/usr/bin/env python3
"""Check the dependency rules of ARCHITECTURE.md in the sources: who may include, print, ask the clock, write SQL.

  check_layers.py [ROOT]     prints "file:line: rule" for every violation; exit 1 if there is one

What a rule says here is what the reader of a violation sees. tests/static/check_layers_test.py plants one violation of
each rule and expects it to be found.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
from cpp_source import read_source, source_files  # noqa: E402

LAYERS = ["nlp", "models", "pipeline"]

# folder -> (what its files may not include, the rule in words)
FORBIDDEN_INCLUDES = {
    "nlp": (r'"(pipeline|models)/', "nlp knows neither pipeline nor models"),
    "models": (r'"(pipeline|nlp)/', "models knows neither pipeline nor nlp"),
    "pipeline/ingest": (
        r'"pipeline/(store|report|stages|cli)/',
        "ingest knows neither store nor report, stages or cli",
    ),
    "pipeline/store": (
        r'"pipeline/(ingest|report|stages|cli)/',
        "store knows neither ingest nor report, stages or cli",
    ),
    "pipeline/report": (
        r'"pipeline/(ingest|store|stages|cli)/',
        "report knows neither ingest nor store, stages or cli",
    ),
    "pipeline/stages": (r'"pipeline/cli/', "stages do not know the command line"),
}
STANDARD_HEADER = r'<[a-z_0-9]+>'  # <vector>, <cstdint>; not <mecab.h>, <openssl/evp.h>
# folder -> (the only includes its files may have, the rule in words)
ALLOWED_INCLUDES = {
    "pipeline/domain": (
        rf'{STANDARD_HEADER}|<tl/expected\.hpp>|"pipeline/domain/',
        "domain includes only the standard library, tl/expected and domain",
    ),
    "pipeline/base": (
        rf'{STANDARD_HEADER}|<openssl/|"pipeline/base/',
        "base includes only the standard library and OpenSSL",
    ),
}
# (pattern of an include, the only place it may stand in, the rule in words)
HOMES_OF_INCLUDES = [
    (r'<sqlite3\.h>|["<]SQLiteCpp/', "pipeline/store/", "SQLite headers only in pipeline/store"),
    (r'<mecab\.h>', "nlp/mecab_tokenizer.cpp", "mecab.h only in nlp/mecab_tokenizer.cpp"),
]
# (pattern in string literals, the only place, the rule in words)
HOMES_OF_TEXT = [
    (
        r'\b(SELECT|INSERT|UPDATE|DELETE\s+FROM|CREATE\s+TABLE)\b',
        "pipeline/store/",
        "SQL only in pipeline/store",
    ),
]
# (pattern in code, the only place, the rule in words)
HOMES_OF_CODE = [
    (
        r'\bstd::(cout|cerr|clog)\b|(?<![\w.>])(?:std::)?(?:printf|fprintf|vfprintf|puts|putchar|perror)\s*\(|\bfmt::print\s*\(',
        "pipeline/cli/",
        "only pipeline/cli prints",
    ),
    (r'(?<![\w.>])(?:std::)?_?(?:quick_)?exit\s*\(', "pipeline/cli/", "only pipeline/cli ends the process"),
    (
        r'\bchar\s*(?:\*\s*\*\s*argv|\*\s*argv\s*\[)|\b(?:secure_)?getenv\s*\(|\benviron\b',
        "pipeline/cli/",
        "only pipeline/cli reads arguments and environment",
    ),
    (
        r'(?<![\w.>])(?:std::)?s?rand\s*\(|\brandom_device\b',
        "pipeline/cli/",
        "no unseeded chance outside pipeline/cli",
    ),
    (
        r'\bsystem_clock\b|(?<![\w.>])(?:std::)?time\s*\(\s*(?:nullptr|NULL|0)\s*\)|\bgettimeofday\b',
        "pipeline/cli/",
        "no time of day outside pipeline/cli",
    ),
]
CMAKE_FLAGS = (
    r'-ffast-math|-Ofast|-march=native|-funsafe-math-optimizations',
    "results must not depend on the processor",
)


def inside(name, folder):
    return name.startswith(folder + "/")


def line_of(code, offset):
    return code.count("\n", 0, offset) + 1


def check_source(name, source):
    for folder, (pattern, rule) in FORBIDDEN_INCLUDES.items():
        if inside(name, folder):
            yield from ((line, rule) for line, include in source.includes if re.match(pattern, include))
    for folder, (pattern, rule) in ALLOWED_INCLUDES.items():
        if inside(name, folder):
            yield from ((line, rule) for line, include in source.includes if not re.match(pattern, include))
    for pattern, home, rule in HOMES_OF_INCLUDES:
        if not name.startswith(home):
            yield from ((line, rule) for line, include in source.includes if re.match(pattern, include))
    for pattern, home, rule in HOMES_OF_TEXT:
        if not name.startswith(home):
            yield from ((line, rule) for line, text in source.strings if re.search(pattern, text))
    for pattern, home, rule in HOMES_OF_CODE:
        if not name.startswith(home):
            yield from (
                (line_of(source.code, match.start()), rule) for match in re.finditer(pattern, source.code)
            )


def cmake_files(root):
    for path in sorted(root.rglob("*")):
        if path.name == "CMakeLists.txt" or path.suffix == ".cmake" or path.name == "CMakePresets.json":
            if path.relative_to(root).parts[0] != "build":
                yield path


def violations(root):
    for path in source_files(root, LAYERS):
        name = path.relative_to(root).as_posix()
        for line, rule in check_source(name, read_source(path)):
            yield f"{name}:{line}: {rule}"
    pattern, rule = CMAKE_FLAGS
    for path in cmake_files(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if re.search(pattern, line.split("#")[0]):
                yield f"{path.relative_to(root).as_posix()}:{number}: {rule}"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = list(violations(root))
    for violation in found:
        print(violation)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
