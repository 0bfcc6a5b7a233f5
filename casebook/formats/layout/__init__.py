"""The layout of a PDF: measure every block once, plan the pages by arithmetic, and only then lay them out."""
