"""Processes for the heavy half of the work, forked from one that has imported it already, where the system can."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

MOST = 60  # processes of one pool: Windows takes no more


def context_with(module: str, methods: Sequence[str] = ()) -> ForkServerContext | SpawnContext:
    """Return how processes are started: with `module` imported, or, where nothing can be forked, each by itself.

    `methods` are the ways that the system has (multiprocessing.get_all_start_methods), Windows only "spawn".
    """
    if "forkserver" not in (methods or multiprocessing.get_all_start_methods()):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def start_with(module: str, target: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection]:
    """Return a process at work on `target(link, *given)`, which ends with this one, and our end of the link to it."""
    context = context_with(module)
    here, there = context.Pipe()
    process = context.Process(target=target, args=(there, *given), daemon=True)
    process.start()
    there.close()
    return process, here
