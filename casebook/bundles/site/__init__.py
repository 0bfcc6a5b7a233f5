"""The static site: every public case as a page in each of its languages, with lists, feeds and a search.

Reading order: `building.py` (what is out of date), `article.py` (one case), `lists.py` (all that lists cases).
"""
