"""Building blocks of scripts/make_embeddings.py: the shipped bilingual word-vector table."""
