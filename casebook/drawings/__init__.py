"""Figures drawn from the data of a case: the course in time and the trend of its results, as SVG in one language."""
