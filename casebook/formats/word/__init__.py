"""What formats/docx.py writes with: the package of a Word file, its paragraphs, runs, tables and pictures."""
