"""The scored corpus: a generator of reports in the shapes publishers give them, and the scorer.

The generator knows what it prints, so the expected results come from its own data and never from reading the
documents back. Agencies are real, their figures and sentences are invented.

`python -m tests.corpus [SHAPE…]` rewrites `tests/captures`; it needs openpyxl, xlwt, reportlab, pillow and numpy
beside the project, Chromium, LibreOffice and the Noto CJK fonts, and gives the same bytes every time (but for .doc).
`python -m tests.corpus.score [--details] [SHAPE…]` scores the extraction over the captures; it needs the project only.

To add a shape: a function under `@shape(name, why)` in one of the `shapes_*` modules that makes a report, deforms what
is printed, and keeps `report.values` to what a careful reader would be certain of.
"""
