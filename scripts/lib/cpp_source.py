"""Just enough C++ reading for the checks: comments and string literals told apart from code, line numbers kept."""

import re
from dataclasses import dataclass, field
from pathlib import Path

SOURCE_SUFFIXES = {".h", ".hpp", ".cpp", ".cc"}

_TOKEN = re.compile(
    r'(?P<line>//[^\n]*)'
    r'|(?P<block>/\*.*?\*/)'
    r'|(?P<raw>(?:u8|u|U|L)?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+')",
    re.DOTALL,
)


@dataclass
class Source:
    """A file split three ways; `code` has comments and literal contents blanked out, line for line."""

    path: Path
    code: str
    strings: list = field(default_factory=list)  # (line, contents)
    includes: list = field(default_factory=list)  # (line, "<vector>" or "pipeline/domain/issue.h" in quotes)


def read_source(path):
    text = path.read_text(encoding="utf-8")
    source = Source(path, "")

    def blank(match):
        piece = match.group(0)
        if match.lastgroup in ("string", "raw", "mark"):
            line = text.count("\n", 0, match.start()) + 1
            if not re.search(r'#\s*include\s*$', text[: match.start()].rsplit("\n", 1)[-1]):
                source.strings.append((line, piece))
            return '""' + "\n" * piece.count("\n")
        return " " + "\n" * piece.count("\n")

    source.code = _TOKEN.sub(blank, text)
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*(<[^>]+>|"[^"]+")', line)
        if match:
            source.includes.append((number, match.group(1)))
    return source


def source_files(root, folders, suffixes=SOURCE_SUFFIXES):
    """Sorted source files below the named folders of root."""
    return [
        path
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in suffixes and path.is_file()
    ]
