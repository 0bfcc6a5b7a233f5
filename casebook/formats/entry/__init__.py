"""An article's own entry, as reference managers import it: its facts, and its words with their marks."""
