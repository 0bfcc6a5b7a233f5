"""BibTeX's own notation: LaTeX in its texts, its order of names, its types and fields."""
