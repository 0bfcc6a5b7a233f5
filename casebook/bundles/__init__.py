"""Many files → one folder: each bundle is a package, named as on the command line."""

from __future__ import annotations

from casebook.registry import Registry

BUNDLES = Registry(__name__, ("site",))
