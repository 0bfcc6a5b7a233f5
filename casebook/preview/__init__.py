"""The live preview: a local server that shows a case as an article, and what is wrong with it, as it is saved.

maker (a process for each case: reads, composes, checks) → desk (what was made last) → server (answers the browser).
"""
