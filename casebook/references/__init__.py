"""The published work a case cites: read from the author's file, numbered by first mention, printed through CSL."""
