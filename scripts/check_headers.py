#!/usr/bin/env python3
"""Check that every public declaration in a header says what it is: a /// comment on types and functions.

  check_headers.py [ROOT]    prints "file:line: what is undocumented"; exit 1 if something is

Looked at: types and functions in namespaces, and public member functions. A /// comment speaks for the declaration below
it and for those that follow without a blank line, a class's own comment also for its first members. Exempt: functions
whose body stands on the same line (it says more than a sentence would), constructors, destructors, operators, overrides,
what is defaulted or deleted, forward declarations, namespaces called detail or internal.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
from cpp_source import read_source, source_files  # noqa: E402

LAYERS = ["nlp", "models", "pipeline"]


def without_preprocessor(code):
    """Directives and their continuation lines blanked out."""
    out, inside = [], False
    for line in code.split("\n"):
        inside = inside or line.lstrip().startswith("#")
        out.append("" if inside else line)
        inside = inside and line.rstrip().endswith("\\")
    return "\n".join(out)


def without_template(text):
    """`template <...>` and attributes in front of a declaration removed."""
    text = re.sub(r'\[\[.*?\]\]', ' ', text).strip()
    while text.startswith("template"):
        depth, at = 0, text.index("<") if "<" in text else len(text)
        while at < len(text):
            depth += {"<": 1, ">": -1}.get(text[at], 0)
            at += 1
            if depth == 0:
                break
        text = text[at:].strip()
    return text


def declared(text, class_name):
    """What must be documented in this declaration: "type x", "function f", or None."""
    text = without_template(text)
    match = re.match(r'(?:enum\s+(?:class\s+|struct\s+)?|class\s+|struct\s+|union\s+|concept\s+)(\w+)', text)
    if match and "(" not in text:
        return f"type {match.group(1)}"
    if re.match(r'(using|typedef|friend|static_assert|namespace|extern)\b', text) or "(" not in text:
        return None
    before = text[: text.index("(")]
    if (
        "=" in before
        or "operator" in text
        or re.search(r'\(\s*\*', text)
        or re.search(r'=\s*(default|delete)\s*$|\boverride\b', text)
    ):
        return None
    match = re.search(r'(~?\w+)\s*$', before)
    if (
        not match
        or match.group(1).lstrip("~") == class_name
        or match.group(1) in ("requires", "noexcept", "decltype")
    ):
        return None
    return f"function {match.group(1)}"


class Declaration:
    """Where one declaration stands, what must be documented in it (or None), and how deep it lies."""

    def __init__(self, code, start, at, what, depth):
        self.text = code[start:at].strip()
        self.first_line = code.count("\n", 0, start)  # 0-based, as last_line
        self.last_line = self.first_line + self.text.count("\n")
        self.what, self.depth = what, depth
        body = code[at:].split("\n", 1)[0]
        self.body_on_line = (
            self.first_line == self.last_line and body.startswith("{") and body.rstrip().endswith("}")
        )


def declarations(code):
    """Every declaration of a header in order."""
    stack = [("namespace", "", True)]  # (kind, name, public)
    start, parens = None, 0
    for at, char in enumerate(code):
        kind, name, public = stack[-1]
        if kind == "skip":
            if char == "{":
                stack.append(("skip", "", False))
            elif char == "}":
                stack.pop()
                start = None
            continue
        if start is None:
            if char.isspace() or char in ";,":
                continue
            start = at
        text = code[start:at].strip()
        parens += {"(": 1, ")": -1}.get(char, 0)
        if parens > 0:
            continue
        if char == ":" and text in ("public", "private", "protected"):
            stack[-1] = (kind, name, text == "public")
            start = None
        elif char == ";":
            what = declared(text, name) if public else None
            forward = what and what.startswith("type") and not without_template(text).startswith("concept")
            yield Declaration(code, start, at, None if forward else what, len(stack))
            start = None
        elif char == "}":
            stack.pop()
            start = None
        elif char == "{":
            plain = without_template(text)
            if re.match(r'(inline\s+)?namespace\b|extern\b', plain):
                hidden = plain == "namespace" or re.search(r'\b(detail|internal)\b', plain)
                stack.append(("skip" if hidden else "namespace", "", True))
            else:
                yield Declaration(code, start, at, declared(text, name) if public else None, len(stack))
                match = re.match(r'(class|struct|union)\s+(\w+)', plain)
                if match and "(" not in plain:
                    stack.append(("class", match.group(2), public and match.group(1) != "class"))
                else:
                    stack.append(("skip", "", False))
            start = None


def undocumented(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    code = without_preprocessor(read_source(path).code)
    documented_at = {}  # depth -> the last declaration there is documented
    for item in declarations(code):
        above = item.first_line - 1
        while above >= 0 and re.match(r'\s*(public|private|protected):', lines[above]):
            above -= 1
        before = lines[above].strip() if above >= 0 else ""
        is_type = (item.what or "").startswith("type")  # its comment may stand at its first member
        documented = before.startswith("///") or "///<" in "\n".join(
            lines[item.first_line : item.last_line + 1 + is_type]
        )
        if not documented and before and not before.startswith("//"):
            # a block without blank lines: as its first declaration, or as the type it is the beginning of
            documented = documented_at.get(item.depth - 1 if before.endswith("{") else item.depth, False)
        documented_at[item.depth] = documented
        if item.what and not documented and not item.body_on_line:
            yield item.first_line + 1, item.what


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = [
        f"{path.relative_to(root).as_posix()}:{line}: {what} has no /// comment"
        for path in source_files(root, LAYERS, {".h"})
        for line, what in undocumented(path)
    ]
    for violation in found:
        print(violation)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
