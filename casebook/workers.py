"""Processes for the heavy half of the work, forked from one that has imported it already, where the system can."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

T = TypeVar("T")

_MOST = 60  # processes of one pool: Windows takes no more


def context_with(module: str, methods: Sequence[str] = ()) -> ForkServerContext | SpawnContext:
    """Return how processes are started: with `module` imported, or, where nothing can be forked, each by itself.

    `methods` are the ways that the system has (multiprocessing.get_all_start_methods), Windows only "spawn".
    """
    if "forkserver" not in (methods or multiprocessing.get_all_start_methods()):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def spread(
    work: Callable[..., T], tasks: Mapping[str, tuple[object, ...]], jobs: int, died: Callable[[str, str], T]
) -> Iterator[T]:
    """Yield what `work` returns for what each task gives it, as it is done, in this process or in `jobs` of them.

    `died` returns it for a task whose process came to an end: of its name, and what was raised.
    """
    if min(jobs, len(tasks)) <= 1:
        yield from (work(*given) for given in tasks.values())
        return
    with ProcessPoolExecutor(min(jobs, len(tasks), _MOST), context_with(work.__module__)) as pool:
        names = {pool.submit(work, *given): name for name, given in tasks.items()}
        for done in as_completed(names):
            try:
                yield done.result()
            except Exception as error:  # a killed worker breaks the pool: each of its tasks says so
                yield died(names[done], repr(error))


def start_with(module: str, target: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection]:
    """Return a process at work on `target(link, *given)`, which ends with this one, and our end of the link to it."""
    context = context_with(module)
    here, there = context.Pipe()
    process = context.Process(target=target, args=(there, *given), daemon=True)
    process.start()
    there.close()
    return process, here
