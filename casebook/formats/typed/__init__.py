"""What formats/text.py writes with: inline nodes and tables as a typewriter has them."""
