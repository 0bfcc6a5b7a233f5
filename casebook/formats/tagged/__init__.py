"""What formats/jats.py writes with: the parts of a JATS article, inline nodes, tables, citations."""
