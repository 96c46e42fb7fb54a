#!/usr/bin/env python3
"""scripts/demo and scripts/test tell a user without root what to type, and install by themselves with root."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def with_stubs(script, stubs):
    """Runs a script of the repository with commands replaced; returns (exit code, stderr, log of the stubs)."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        for name, body in stubs.items():
            stub = Path(folder) / name
            stub.write_text(f'#!/bin/bash\necho "{name} $*" >>"{log}"\n{body}\n', encoding="utf-8")
            stub.chmod(0o755)
        environment = dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}")
        result = subprocess.run(
            [ROOT / "scripts" / script], capture_output=True, text=True, check=False, env=environment
        )
        return result.returncode, result.stderr, log.read_text(encoding="utf-8")


class Setup(unittest.TestCase):
    def test_without_root_it_prints_one_line_to_run_and_ends_with_6(self):
        for script, expected in (("demo", "libmecab-dev"), ("test", "libgtest-dev")):
            with self.subTest(script=script):
                code, errors, log = with_stubs(
                    script,
                    {
                        "dpkg-query": "exit 1",
                        "id": "echo 1000",
                        "sudo": "exit 1",
                        "cmake": "exit 99",
                        "ctest": "exit 99",
                    },
                )
                self.assertEqual(code, 6)
                lines = [line for line in errors.splitlines() if "apt-get install" in line]
                self.assertEqual(len(lines), 1, errors)
                self.assertIn("sudo apt-get install --yes --no-install-recommends", lines[0])
                self.assertIn(expected, lines[0])
                self.assertNotIn("cmake --preset", log)

    def test_with_root_it_fetches_package_lists_only_when_installing_fails(self):
        code, errors, log = with_stubs(
            "demo",
            {
                "dpkg-query": "exit 1",
                "id": "echo 0",
                "cmake": "exit 99",
                "env": 'case "$*" in *update*) exit 0 ;; esac; exit 1',
            },
        )
        self.assertEqual(code, 6)
        calls = [line for line in log.splitlines() if line.startswith("env ")]
        self.assertEqual(
            [("install" in c.split(), "update" in c.split()) for c in calls],
            [(True, False), (False, True), (True, False)],
        )
        self.assertTrue(
            all(
                "--no-install-recommends" in c and "DEBIAN_FRONTEND=noninteractive" in c
                for c in calls
                if "install" in c.split()
            ),
            log,
        )
        self.assertIn("apt-get install", errors)

    def test_with_everything_installed_it_neither_asks_for_root_nor_installs(self):
        _, _, log = with_stubs(
            "demo",
            {"dpkg-query": "printf installed", "id": "echo 1000", "sudo": "exit 1", "cmake": "exit 99"},
        )
        self.assertNotIn("sudo", log)
        self.assertIn("cmake --preset release -DKOE_BUILD_TESTS=OFF", log)


if __name__ == "__main__":
    unittest.main()
