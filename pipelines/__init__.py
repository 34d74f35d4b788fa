"""Everything after the bytes; imports neither `crawler` nor `scrapy`.

bytes -> decode -> document (paragraphs and tables) -> figures by label -> checks -> Report -> archive.
`extract.extract` is that chain; `archive.Archive` is where its results, and the bytes before them, are kept.
"""
