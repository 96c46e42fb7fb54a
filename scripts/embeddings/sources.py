"""Sentences to learn from: parallel Japanese-English texts of Debian packages, and WordNet's English.

Programs' message catalogues are parallel by construction and speak the language of software, which is what most
feedback is about; documentation that is shipped in both languages gives whole sentences. Everything is read from
packages fetched with `apt-get download` and unpacked by `unpack_packages`; nothing is looked for on the network.
"""

import gettext
import hashlib
import html
import json
import os
import re
import subprocess
from collections import Counter, defaultdict, namedtuple

from .tokenise import is_japanese

Pair = namedtuple("Pair", "source ja en")

_MAX_CHARACTERS = 320
_WANTED = [
    "*/ja*/*.mo", "*/ja.*", "*/ja_JP*", "*/ja/*", "*/en.*", "*/en_US*", "*/help/C/*", "*/en-US/*",
]  # fmt: skip


def is_held_out(name, one_in):
    """Whether the text or topic `name` is kept for measuring: by its hash, so that it stays there as others come."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % one_in == 0


def unpack_packages(deb_folder, out_folder):
    """Unpacks what is of use of every .deb in deb_folder to out_folder/<package>/, debconf templates included."""
    for name in sorted(os.listdir(deb_folder)):
        if not name.endswith(".deb"):
            continue
        target = os.path.join(out_folder, name.split("_")[0])
        if os.path.isdir(target):
            continue
        deb = os.path.join(deb_folder, name)
        os.makedirs(target)
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as archive:
            # tar's status is not looked at: it is an error to tar where a package holds none of the patterns
            subprocess.run(
                ["tar", "-x", "-C", target, "--wildcards", "--wildcards-match-slash", "--no-anchored", *_WANTED],
                stdin=archive.stdout, stderr=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        subprocess.run(["dpkg-deb", "-e", deb, os.path.join(target, "DEBIAN")], check=True)


def clean(text):
    """A message as a reader sees it: no markup, accelerators or placeholders."""
    text = html.unescape(re.sub(r"<[^<>]{1,200}>", " ", text))
    text = re.sub(r"\s?[(（][&_~]?[A-Za-z0-9][)）](?=\W*$)", "", text)  # "ファイル(_F)"
    text = re.sub(r"\{\{[^{}]*\}\}|\[\[[^\[\]]*\]\]", " ", text)
    text = re.sub(r"%\([a-z_A-Z0-9]+\)[sd]|%[-+ #0]*\d*(?:\$)?(?:\.\d+)?(?:l|ll|h|z)?[sdiufgxXcpe@]", " ", text)
    text = re.sub(r"[$%@#!:]?\{[^{}]{0,40}\}|\$\d+|%\d+|\\[nrt]|%[A-Za-z_]+%", " ", text)
    text = re.sub(r"[&_~](?=[A-Za-z])(?<!\w[&_~])", "", text)
    text = re.sub(r"https?://\S+|\S+@\S+\.\S+|`+|'''?|\*\*", " ", text)
    return re.sub(r"\s+", " ", text).strip(" -:*•.。、,…")


def split_parallel(ja, en):
    """The sentences of a pair where both sides have equally many, else the pair as it is."""
    for ja_mark, en_mark in ((r"\n\s*\n", r"\n\s*\n"), (r"(?<=[。！？!?])\s*", r"(?<=[.!?])\s+")):
        ja_parts = [p for p in re.split(ja_mark, ja.strip()) if p.strip()]
        en_parts = [p for p in re.split(en_mark, en.strip()) if p.strip()]
        if 1 < len(ja_parts) == len(en_parts):
            return [q for a, b in zip(ja_parts, en_parts) for q in split_parallel(a, b)]
    return [(ja, en)]


def _walk(root, suffix):
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith(suffix):
                yield os.path.join(folder, name)


def _read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def _gettext_pairs(root):
    for path in _walk(root, ".mo"):
        if not re.search(r"/ja(_JP)?(/|\.mo)", path):
            continue
        with open(path, "rb") as f:
            try:
                catalogue = gettext.GNUTranslations(f)._catalog  # the class offers no way to list its messages
            except (OSError, UnicodeDecodeError, ValueError):
                continue
        for message, translation in catalogue.items():
            if isinstance(message, tuple):  # (message, plural form): a few Japanese catalogues have two alike
                message, form = message
                if form > 1:
                    continue
            if message and isinstance(translation, str):
                yield translation, message.split("\x04")[-1]


def _libreoffice_help_pairs(root):
    block = re.compile(r'<(?:p|h\d)[^>]* id="((?:par|hd|N)_?id?[^"]+)"[^>]*>(.*?)</(?:p|h\d)>', re.S)
    for path in _walk(root, ".html"):
        if "/help/ja/" not in path:
            continue
        english = path.replace("/help/ja/", "/help/en-US/").replace("libreoffice-help-ja", "libreoffice-help-en-us")
        if not os.path.exists(english):
            continue
        of_english = dict(block.findall(_read(english)))
        for key, text in block.findall(_read(path)):
            if key in of_english:
                yield re.sub(r"<[^>]+>", "", text), re.sub(r"<[^>]+>", "", of_english[key])


def _help_page_pairs(root):
    block = re.compile(r"<(p|title|desc)>(.*?)</\1>", re.S)
    for path in _walk(root, ".page"):
        english = path.replace("/help/ja/", "/help/C/")
        if english == path or not os.path.exists(english):
            continue
        ja, en = (block.findall(re.sub(r"<credit.*?</credit>", "", _read(p), flags=re.S)) for p in (path, english))
        if [tag for tag, _ in ja] == [tag for tag, _ in en]:
            for (_, a), (_, b) in zip(ja, en):
                yield re.sub(r"<[^>]+>", "", a), re.sub(r"<[^>]+>", "", b)


def _json_pairs(root):
    for path in _walk(root, "ja.json"):
        english = os.path.join(os.path.dirname(path), "en.json")
        if os.path.basename(path) != "ja.json" or not os.path.exists(english):
            continue
        try:
            ja, en = json.loads(_read(path)), json.loads(_read(english))
        except ValueError:
            continue
        for key, text in ja.items():
            if isinstance(text, str) and isinstance(en.get(key), str):
                yield text, en[key]


def _key_value_pairs(root):
    """YAML and .inc files of flat `key: text` and `$x['key'] = 'text';` lines."""
    forms = (
        (".yml", re.compile(r"""^\s*([\w.]+):\s*["']?(.+?)["']?\s*$""", re.M)),
        (".inc", re.compile(r"""^\$\w+\[["'](\w+)["']\]\s*=\s*(?:'|")(.+)(?:'|");""", re.M)),
    )
    for suffix, line in forms:
        for path in _walk(root, suffix):
            english = re.sub(r"/ja_JP([/.])", r"/en_US\1", re.sub(r"/ja([/.])", r"/en\1", path))
            if english == path or not os.path.exists(english):
                continue
            of_english = dict(line.findall(_read(english)))
            for key, text in line.findall(_read(path)):
                if key in of_english:
                    yield text.replace("\\'", "'"), of_english[key].replace("\\'", "'")


def _debconf_pairs(root):
    path = os.path.join(root, "DEBIAN", "templates")
    if not os.path.exists(path):
        return
    for stanza in _read(path).split("\n\n"):
        fields = {}
        for field, first, rest in re.findall(r"^([\w.-]+): (.*)((?:\n .*)*)", stanza, re.M):
            body = re.sub(r"\n \.(?=\n|$)", "\n\n", rest)
            fields[field] = (first, body.replace("\n ", " "))
        ja, en = fields.get("Description-ja.UTF-8"), fields.get("Description")
        if ja and en:
            yield ja[0], en[0]
            yield from zip(ja[1].split("\n\n"), en[1].split("\n\n"))


_READERS = (
    _gettext_pairs, _libreoffice_help_pairs, _help_page_pairs, _json_pairs, _key_value_pairs, _debconf_pairs,
)  # fmt: skip


def package_pairs(root, per_package, max_characters):
    """Cleaned, distinct pairs of all unpacked packages, at most per_package of each, spread over its files.

    Pairs whose English is longer than max_characters are left out last, so that the others stay the same.
    """
    seen, times = set(), Counter()
    packages = sorted(os.listdir(root))
    # the pair of LibreOffice's help lies in two packages: both are read under the Japanese one's name
    for package in packages:
        found = []
        for reader in _READERS:
            for ja, en in reader(os.path.join(root, package)):
                if not is_japanese(ja) or is_japanese(en):
                    continue
                for ja_part, en_part in split_parallel(ja, en):
                    ja_part, en_part = clean(ja_part), clean(en_part)
                    key = (ja_part, en_part.lower())
                    if key in seen or not is_japanese(ja_part):
                        continue
                    if not 4 <= len(ja_part) <= _MAX_CHARACTERS or not 8 <= len(en_part) <= 2 * _MAX_CHARACTERS:
                        continue
                    # one English message translated in many ways, or the reverse, is a boilerplate label
                    if times[ja_part] >= 2 or times[key[1]] >= 2 or not 0.7 < len(en_part) / len(ja_part) < 6:
                        continue
                    seen.add(key)
                    times[ja_part] += 1
                    times[key[1]] += 1
                    found.append(Pair(package, ja_part, en_part))
        if len(found) > per_package:
            found = [found[int(i * len(found) / per_package)] for i in range(per_package)]
        yield from (pair for pair in found if len(pair.en) <= max_characters)


def wordnet_examples(folder, limit):
    """The first `limit` of WordNet's short example sentences, those of verbs first: they are the whole sentences."""
    examples = {}
    for part in ("verb", "adj", "adv", "noun"):
        for line in _read(os.path.join(folder, "data." + part)).split("\n"):
            if " | " in line:
                examples.update((e, None) for e in re.findall(r'"([^"]{12,60})"', line.split(" | ", 1)[1]))
    return list(examples)[:limit]


def everyday_pairs(folder):
    """The training part of small_parallel_enja (50,000 sentences of the Tanaka corpus), put together as people write."""
    pairs = []
    for ja, en in zip(_read(os.path.join(folder, "train.ja")).split("\n"), _read(os.path.join(folder, "train.en")).split("\n")):
        if ja and en:
            en = re.sub(r"\s+([.,?!'])", r"\1", en.replace(" n't", "n't"))
            pairs.append(Pair("everyday", ja.replace(" ", ""), en))
    return pairs


def customer_requests(path):
    """What English speakers ask of services, with what they want: the training part of CLINC150 (data_full.json)."""
    return [Pair("request:" + intent, None, text) for text, intent in json.loads(_read(path))["train"]]


_GLOSS_NOISE = re.compile(r"\([^)]*\)|\{[^}]*\}")


def edict_glosses(path):
    """{Japanese head word: [English gloss, ...]} of EDICT (EUC-JP), readings as further heads of kana-only words."""
    out = defaultdict(list)
    with open(path, encoding="euc_jp", errors="replace") as f:
        for line in f:
            head, _, rest = line.partition("/")
            words = [re.sub(r"\(.*?\)", "", w) for w in head.split()[0].split(";")] if head.split() else []
            glosses = []
            for part in rest.strip().rstrip("/").split("/"):
                if part.startswith("EntL"):
                    continue
                gloss = _GLOSS_NOISE.sub("", part).strip().lower()
                gloss = re.sub(r"^(?:a|an|the|be) ", "", re.sub(r"^to ", "", gloss))
                if gloss:
                    glosses.append(gloss)
            for word in words:
                out[word].extend(glosses)
    return dict(out)


def feedback_pairs(path):
    """The project's own hand-written feedback pairs: a header, then key, kind, polarity, ja, en."""
    rows = [line.split("\t") for line in _read(path).split("\n") if line.strip() and not line.startswith("#")]
    columns = {name: i for i, name in enumerate(rows[0])}
    return [Pair("feedback:" + r[columns["key"]], r[columns["ja"]], r[columns["en"]]) for r in rows[1:]]
