#!/usr/bin/env python3
"""scripts/check_headers.py asks for a comment where a reader needs one, and nowhere else."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[2] / "scripts" / "check_headers.py"

UNDOCUMENTED = [
    ("int count(std::string_view text);\n", "1: function count"),
    ("// not a doc comment\nint count();\n", "2: function count"),
    ("namespace koe {\nstruct Row {\n  int n = 0;\n};\n}\n", "2: type Row"),
    ("enum class Band : std::uint8_t { kLow, kHigh };\n", "1: type Band"),
    ("/// A thing.\nclass Thing {\n public:\n  Thing();\n\n  void commit();\n};\n", "6: function commit"),
    (
        "template <typename T>\n[[nodiscard]] std::vector<T> sorted(std::vector<T> items = {});\n",
        "1: function sorted",
    ),
    ("/// One.\nint one();\n\nint two();\n", "4: function two"),
    ("inline int twice(int n) {\n  return 2 * n;\n}\n", "1: function twice"),
]
FINE = [
    "/// Counts.\nint count(std::string_view text);\nint count_again();\n",
    "/// A row.\nstruct Row {\n  int n = 0;\n  std::string (*make)(int);\n};\n",
    "enum class Band {\n  kLow,  ///< 0..6\n  kHigh,\n};\n",
    "/// A thing.\nclass Thing {\n public:\n  explicit Thing(int n);\n  void commit();\n\n private:\n  void secret();\n\n  int n_;\n};\n",
    "class Forward;\nnamespace detail {\nint hidden();\n}\n",
    "/// A thing.\nclass Thing {\n public:\n  ~Thing();\n\n  int size() const { return 1; }\n\n  bool operator==(const Thing&) const = default;\n};\n",
    "#define KOE_X(a) \\\n  int a();\n\nusing Rows = std::vector<int>;\ninline constexpr int kMost = int(4);\n",
]


def check(header):
    with tempfile.TemporaryDirectory() as folder:
        for layer in ("nlp", "models", "pipeline"):
            (Path(folder) / layer).mkdir()
        (Path(folder) / "nlp" / "a.h").write_text(header, encoding="utf-8")
        return subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True, check=False)


class CheckHeaders(unittest.TestCase):
    def test_names_what_is_undocumented(self):
        for header, place in UNDOCUMENTED:
            with self.subTest(header=header):
                result = check(header)
                self.assertEqual(result.stdout, f"nlp/a.h:{place} has no /// comment\n")
                self.assertEqual(result.returncode, 1)

    def test_is_silent_where_the_rule_is_kept(self):
        for header in FINE:
            with self.subTest(header=header):
                result = check(header)
                self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
