"""The scored corpus: a generator of reports in the shapes publishers give them, and the scorer.

The generator knows what it prints, so the expected results come from its own data and never from reading the
documents back. Agencies are real, their figures and sentences are invented. `python -m tests.corpus` rewrites
`tests/captures`, `python -m tests.corpus.score` scores the extraction over it.
"""
