"""What formats/jats.py writes with: the rooms of a JATS article (front, body, back), inline nodes, tables, citations."""
