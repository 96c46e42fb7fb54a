#!/usr/bin/env python3
"""scripts/check_layers.py finds one planted violation of each rule, and nothing in sources that keep them."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[2] / "scripts" / "check_layers.py"

# file, its content, words of the rule that must be named
PLANTED = [
    ("nlp/a.cpp", '#include "pipeline/domain/issue.h"\n', "nlp knows neither"),
    ("nlp/a.cpp", '#include "models/stats/nps.h"\n', "nlp knows neither"),
    ("models/stats/a.cpp", '#include "nlp/token.h"\n', "models knows neither"),
    ("models/stats/a.cpp", '#include "pipeline/domain/issue.h"\n', "models knows neither"),
    ("pipeline/domain/a.h", "#include <fmt/format.h>\n", "domain includes only"),
    ("pipeline/domain/a.h", '#include "pipeline/store/database.h"\n', "domain includes only"),
    ("pipeline/base/a.cpp", "#include <unicode/ucnv.h>\n", "base includes only"),
    ("pipeline/ingest/a.cpp", '#include "pipeline/store/database.h"\n', "ingest knows neither"),
    ("pipeline/store/a.cpp", '#include "pipeline/report/csv_writer.h"\n', "store knows neither"),
    ("pipeline/report/a.cpp", '#include "pipeline/ingest/export_reader.h"\n', "report knows neither"),
    ("pipeline/stages/a.cpp", '#include "pipeline/cli/flags.h"\n', "stages do not know"),
    ("pipeline/report/a.cpp", "#include <sqlite3.h>\n", "SQLite headers only"),
    ("pipeline/stages/a.cpp", "#include <SQLiteCpp/Database.h>\n", "SQLite headers only"),
    ("nlp/polarity.cpp", "#include <mecab.h>\n", "mecab.h only"),
    ("pipeline/stages/a.cpp", 'auto q = "SELECT score FROM response";\n', "SQL only"),
    ("pipeline/stages/a.cpp", 'auto q = R"(DELETE FROM theme)";\n', "SQL only"),
    ("pipeline/report/a.cpp", 'void f() { std::cerr << "x"; }\n', "only pipeline/cli prints"),
    ("models/a.cpp", 'void f() { std::printf("x"); }\n', "only pipeline/cli prints"),
    ("nlp/a.cpp", "void f() { std::exit(1); }\n", "only pipeline/cli ends"),
    ("nlp/a.cpp", 'auto home = std::getenv("HOME");\n', "only pipeline/cli reads arguments"),
    ("pipeline/stages/a.cpp", "int main(int argc, char** argv);\n", "only pipeline/cli reads arguments"),
    ("models/a.cpp", "int x = rand();\n", "no unseeded chance"),
    ("models/a.cpp", "std::random_device seed;\n", "no unseeded chance"),
    ("pipeline/stages/a.cpp", "auto now = std::chrono::system_clock::now();\n", "no time of day"),
    (
        "models/CMakeLists.txt",
        "target_compile_options(x PRIVATE -march=native)\n",
        "must not depend on the processor",
    ),
    ("CMakePresets.json", '{"CMAKE_CXX_FLAGS": "-ffast-math"}\n', "must not depend on the processor"),
]

INNOCENT = {
    "pipeline/cli/main.cpp": 'int main(int argc, char** argv) { std::cerr << argv[argc - 1]; return 0; }\n',
    "pipeline/store/a.cpp": '#include <SQLiteCpp/Database.h>\nauto q = "SELECT 1";\n',
    "pipeline/domain/a.h": "#include <vector>\n#include <tl/expected.hpp>\n",
    "nlp/mecab_tokenizer.cpp": "#include <mecab.h>\n",
    "nlp/a.cpp": "// std::cerr << rand(), SELECT one of them; exit(1)\nint on_exit(int);\nchar s[9]; int n = snprintf(s, 9, \"\");\n",
    "pipeline/report/a.cpp": 'auto text = "the user may SELECTively UPDATED";\n',
    "build/dev/CMakeCache.cmake": "-march=native\n",
}


def check(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True, check=False)


class CheckLayers(unittest.TestCase):
    def test_finds_each_planted_violation_and_names_its_place_and_rule(self):
        for name, content, rule in PLANTED:
            with self.subTest(file=name, content=content):
                result = check({**INNOCENT, name: "\n" + content})
                self.assertEqual(result.returncode, 1)
                self.assertEqual(len(result.stdout.splitlines()), 1, result.stdout)
                self.assertIn(f"{name}:2: ", result.stdout)
                self.assertIn(rule, result.stdout)

    def test_is_silent_about_sources_that_keep_the_rules(self):
        result = check(INNOCENT)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
