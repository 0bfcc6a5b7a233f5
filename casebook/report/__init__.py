"""The report: one full text in one language, composed from a case; `compose` is the only door out of many languages."""
