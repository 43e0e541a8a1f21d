"""The phrases of a sentence: verbs of saying, subjects, offices, and what stands between them."""
