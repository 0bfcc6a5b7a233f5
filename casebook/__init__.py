"""casebook turns one bilingual case report, kept as YAML, into journal-style articles."""

__version__ = "0.1.0"
