#!/usr/bin/env python3
"""Measures a table: figures for the model card, one JSON object.

    evaluate.py TABLE --koe build/release/koe [--feedback data/feedback/pairs.tsv --held-out]
        [--work build/embeddings] [--banking FILE.csv] [--corpus FILE.jsonl] [--encoder]

retrieval     share of texts whose translation is the nearest of all texts of the other language
precision_10  share of a text's ten nearest neighbours (its translation aside) that are about its topic
language_10   share of the same ten that are in its own language (0.5: the language does not show)
ami           agreement of Leiden communities of the 15-neighbour graph, resolution 2, with the topics, adjusted for
              chance; mean of five seeds. v, ari: the same for k-means with the right number of themes
language_nmi  how far a community betrays the language (0: not at all)

--held-out measures only on what `make_embeddings.py build --hold-out` kept out of training; a table made without that
flag has seen those texts. --encoder gives the source encoder's own figures beside the table's. Needs scikit-learn,
igraph and leidenalg besides the requirements file; they serve to measure and are no part of the program.
"""

import argparse
import csv
import json
import os
import sys
from collections import defaultdict

import igraph
import leidenalg
import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import (
    adjusted_mutual_info_score,
    adjusted_rand_score,
    normalized_mutual_info_score,
    v_measure_score,
)

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from embeddings import pooling, sources, tablefile  # noqa: E402
from embeddings.encoder import CachedEncoder, multilingual_e5  # noqa: E402
from embeddings.tokenise import Tokeniser  # noqa: E402

_SEEDS = 5
_NEIGHBOURS = 15


class TableVectors:
    """Texts of one language as a run would see them."""

    def __init__(self, table, tokeniser):
        self._table, self._tokeniser = table, tokeniser

    def __call__(self, language, texts):
        bag = pooling.bag_matrix(self._table.index, self._table.weights, self._tokeniser.terms(language, texts))
        return pooling.centred_unit(bag @ self._table.vectors)


class EncoderVectors:
    """The source encoder's sentence vectors, each language centred."""

    def __init__(self, encoder):
        self._encoder = encoder

    def __call__(self, language, texts):
        return pooling.centred_unit(self._encoder.encode(texts))


def retrieval(japanese, english):
    """Mean of both directions."""
    similarity = japanese @ english.T
    own = np.arange(len(similarity))
    return (np.mean(similarity.argmax(axis=1) == own) + np.mean(similarity.argmax(axis=0) == own)) / 2


def communities(vectors):
    """Leiden partitions of the cosine graph, one a seed."""
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, -2)
    edges = defaultdict(float)
    for i, near in enumerate(np.argsort(-similarity, axis=1, kind="stable")[:, :_NEIGHBOURS]):
        for j in near:
            edges[min(i, int(j)), max(i, int(j))] += max(0.0, float(similarity[i, j])) / 2
    graph = igraph.Graph(n=len(vectors), edges=list(edges))
    for seed in range(_SEEDS):
        yield leidenalg.find_partition(
            graph, leidenalg.RBConfigurationVertexPartition, weights=list(edges.values()), resolution_parameter=2.0,
            seed=seed, n_iterations=-1,
        ).membership  # fmt: skip


def clustering(vectors, topics, languages=None):
    """Leiden and k-means against topics."""
    found = list(communities(vectors))
    kmeans = [
        KMeans(len(set(topics)), n_init=3, random_state=seed).fit_predict(vectors) for seed in range(_SEEDS)
    ]  # fmt: skip
    out = dict(
        texts=len(topics),
        topics=len(set(topics)),
        leiden_themes=np.mean([len(set(m)) for m in found]),
        ami=np.mean([adjusted_mutual_info_score(topics, m) for m in found]),
        kmeans_v=np.mean([v_measure_score(topics, m) for m in kmeans]),
        kmeans_ari=np.mean([adjusted_rand_score(topics, m) for m in kmeans]),
    )
    if languages is not None:
        out["language_nmi"] = np.mean([normalized_mutual_info_score(languages, m) for m in found])
    return out


def topic_pairs(embed, pairs):
    """All figures on translation pairs with topics."""
    japanese, english = embed("ja", [p.ja for p in pairs]), embed("en", [p.en for p in pairs])
    n = len(pairs)
    vectors, topics = np.vstack([japanese, english]), np.array([p.source for p in pairs] * 2)
    languages = np.array([0] * n + [1] * n)
    similarity = vectors @ vectors.T
    own = np.arange(n)
    similarity[own, own + n] = similarity[own + n, own] = -2
    np.fill_diagonal(similarity, -2)
    near = np.argsort(-similarity, axis=1, kind="stable")[:, :10]
    return dict(
        retrieval=retrieval(japanese, english),
        precision_10=np.mean(topics[near] == topics[:, None]),
        language_10=np.mean(languages[near] == languages[:, None]),
        **clustering(vectors, topics, languages),
    )


def corpus_figures(embed, rows):
    """Clustering of each survey kind of a JSON-lines corpus (theme, kind, lang, text), both languages together."""
    out = {}
    for kind in sorted({r["kind"] for r in rows}):
        chosen = sorted((r for r in rows if r["kind"] == kind), key=lambda r: r["lang"])
        if len({r["theme"] for r in chosen}) < 2:  # texts that are about nothing
            continue
        parts = [
            embed(language, [r["text"] for r in chosen if r["lang"] == language])
            for language in sorted({r["lang"] for r in chosen})
        ]
        out[kind] = clustering(np.vstack(parts), [r["theme"] for r in chosen], [r["lang"] for r in chosen])
    return out


def measure(embed, options):
    """The figures that the options give data for."""
    out = {}
    if options.feedback:
        pairs = sources.feedback_pairs(options.feedback)
        out["feedback"] = topic_pairs(
            embed, [p for p in pairs if not options.held_out or sources.is_held_out(p.source, 5)]
        )
    if options.packages:
        pairs = [p for p in sources.package_pairs(options.packages, 2500, 80) if sources.is_held_out(p.en, 10)]
        pairs = pairs[:: max(1, len(pairs) // 2000)][:2000]
        out["package_pairs"] = dict(
            pairs=len(pairs),
            retrieval=retrieval(embed("ja", [p.ja for p in pairs]), embed("en", [p.en for p in pairs])),
        )
    if options.banking:
        with open(options.banking, newline="", encoding="utf-8") as f:
            rows = list(csv.DictReader(f))
        out["banking77"] = clustering(embed("en", [r["text"] for r in rows]), [r["category"] for r in rows])
    if options.corpus:
        with open(options.corpus, encoding="utf-8") as f:
            out["corpus"] = corpus_figures(embed, [json.loads(line) for line in f])
    return out


def rounded(value):
    """Figures as a reader wants them."""
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return round(float(value), 3) if isinstance(value, float) else value


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("--koe", default="build/release/koe")
    parser.add_argument("--work", default="build/embeddings")
    parser.add_argument("--feedback")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--packages", help="folder of unpacked packages")
    parser.add_argument("--banking")
    parser.add_argument("--corpus")
    parser.add_argument("--encoder", action="store_true")
    options = parser.parse_args()
    out = {"table": measure(TableVectors(tablefile.Table(options.table), Tokeniser(options.koe)), options)}
    if options.encoder:
        encoder = CachedEncoder(os.path.join(options.work, "vectors.bin"), multilingual_e5)
        out["encoder"] = measure(EncoderVectors(encoder), options)
    print(json.dumps(rounded(out), indent=1))


if __name__ == "__main__":
    main()
