"""What one file can be: each format is a module with SUFFIX and write(), named as on the command line."""

from __future__ import annotations

from casebook.registry import Registry

FORMATS = Registry(__name__, ("html", "pdf"))
