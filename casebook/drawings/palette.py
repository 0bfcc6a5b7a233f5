"""Colours that people with any colour vision tell apart, and that differ in grey; nothing is told by colour alone.

After Okabe and Ito, Color Universal Design (2008); each series has, besides, a marker and a dash of its own.
"""

from __future__ import annotations

INK, QUIET, FAINT, PAPER = "#1f2328", "#57606a", "#c9d1d9", "#ffffff"
BAND = "#dfe8ed"
BARS = ("#0b5563", "#b45f06", "#5b4a8a", "#3d7a3a", "#8a2f4a", "#4a5560")
SERIES = ("#0b5563", "#c25e00", "#6b4fa0", "#2f7d32", "#a01f4f", "#444c56")
DASHES = ("none", "6 3", "2 2", "8 3 2 3", "4 2", "1 3")
MARKERS = ("circle", "square", "triangle", "diamond", "wedge", "cross")
