"""Codes documents in this process or in several, with the same outcome in the same order.

The coder promises that the coding of a document does not depend on those beside it, so neither the number of processes
nor a run that was killed can change a result. A document on which coding fails, or on which its process dies, yields a
``Failure``; the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import connection, resource_tracker
from typing import Any, Protocol

from harmattan.errors import HarmattanError
from harmattan.model import Document
from harmattan.reading.coding import Coding

_CHUNK = 8
"""Documents coded together: the language model is a third faster on eight than on one."""
_WORTH_PROCESSES = 24
"""Below this many documents one process is done before a second one has loaded the language model."""


class Coder(Protocol):
    """What codes documents, see ``harmattan.reading.coder.Coder``."""

    def code_many(self, documents: Sequence[Document]) -> list[Coding]:
        """One coding for each document."""


MakeCoder = Callable[[int], Coder]
"""Called once in each process, with the number of threads it may use; must be picklable."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be coded."""

    reason: str


Outcome = tuple[Document, Coding | Failure]


def default_jobs() -> int:
    """Number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code_in_order(documents: Iterable[Document], make_coder: MakeCoder, jobs: int) -> Generator[Outcome, None, None]:
    """Code documents as they come and yield them in their order.

    Raises:
        HarmattanError: no document can be coded at all (the language model or the codebook is damaged).
    """
    stream = iter(documents)
    first = list(islice(stream, _WORTH_PROCESSES)) if jobs > 1 else []
    if jobs > 1 and len(first) == _WORTH_PROCESSES:
        return _Pool(make_coder, jobs).run(chain(first, stream))
    return _code_here(chain(first, stream), make_coder, jobs)


def _code_here(documents: Iterator[Document], make_coder: MakeCoder, threads: int) -> Generator[Outcome, None, None]:
    coder: Coder | None = None
    while chunk := list(islice(documents, _CHUNK)):
        coder = coder or make_coder(threads)
        yield from zip(chunk, _code_chunk(coder, chunk), strict=True)


def _code_chunk(coder: Coder, chunk: Sequence[Document]) -> list[Coding | Failure]:
    """Together for speed; each by itself if that fails, so that only the document at fault is lost."""
    if len(chunk) > 1:
        with suppress(Exception):
            return list(coder.code_many(chunk))
    return [_code_one(coder, document) for document in chunk]


def _code_one(coder: Coder, document: Document) -> Coding | Failure:
    try:
        [coding] = coder.code_many([document])
    except HarmattanError:
        raise
    except MemoryError:
        return Failure("not enough memory to code it")
    except Exception as error:  # one document must never end the run
        if os.environ.get("HARMATTAN_DEBUG"):
            raise
        return Failure(f"coding failed ({type(error).__name__}: {error}); please report this")
    return coding


_Chunk = list[tuple[int, Document]]


@dataclass
class _Worker:
    process: Any
    pipe: Any
    ready: bool = False
    coding: _Chunk = field(default_factory=list)
    """Handed over and not answered."""


class _Pool:
    def __init__(self, make_coder: MakeCoder, jobs: int) -> None:
        self._make_coder = make_coder
        self._context = multiprocessing.get_context("spawn")
        self._workers = [self._start() for _ in range(jobs)]
        self._done: dict[int, Outcome] = {}
        self._read: _Chunk = []
        self._again: deque[_Chunk] = deque()
        """Documents of a chunk on which a process died, one by one."""

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there, self._make_coder), daemon=True)
        with _ctrl_c_held_back():
            process.start()
        there.close()
        return _Worker(process, here)

    def run(self, documents: Iterator[Document]) -> Generator[Outcome, None, None]:
        source = enumerate(documents)
        following = 0
        try:
            while self._fill(source):
                self._collect()
                while following in self._done:
                    yield self._done.pop(following)
                    following += 1
        finally:
            self._stop()

    def _fill(self, source: Iterator[tuple[int, Document]]) -> bool:
        """Give idle processes work, then read ahead until one has something to say. False when all is done."""
        while True:
            for worker in self._workers:
                # Only an idle process gets more: it is reading its pipe then, so the two can never block each other.
                if worker.ready and not worker.coding:
                    self._hand_over(worker, source)
            if connection.wait(self._pipes(), 0) or len(self._read) >= _CHUNK * len(self._workers):
                return True
            item = next(source, None)
            if item is None:
                return bool(self._read or self._again or any(worker.coding for worker in self._workers))
            self._read.append(item)

    def _hand_over(self, worker: _Worker, source: Iterator[tuple[int, Document]]) -> None:
        if self._again:
            chunk = self._again.popleft()
        else:
            self._read.extend(islice(source, max(0, _CHUNK - len(self._read))))
            chunk, self._read = self._read[:_CHUNK], self._read[_CHUNK:]
        if chunk:
            worker.coding = chunk
            with suppress(OSError):  # It died while idle; _collect sees the end of its pipe.
                worker.pipe.send([document for _, document in chunk])

    def _pipes(self) -> list[Any]:
        return [worker.pipe for worker in self._workers]

    def _collect(self) -> None:
        for pipe in connection.wait(self._pipes()):
            position = next(i for i, worker in enumerate(self._workers) if worker.pipe is pipe)
            worker = self._workers[position]
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(position)
                continue
            if isinstance(answer, HarmattanError):
                raise answer
            if not worker.ready:
                worker.ready = True
                continue
            for (index, document), coding in zip(worker.coding, answer, strict=True):
                self._done[index] = (document, coding)
            worker.coding = []

    def _bury(self, position: int) -> None:
        """Find the document that a process died on, and put a new process in its place for the others."""
        worker = self._workers[position]
        worker.process.join()
        how = _how_it_ended(worker.process.exitcode)
        if not worker.ready:
            raise HarmattanError(f"a coding process could not start ({how}); try --jobs 1")
        if len(worker.coding) == 1:
            [(index, document)] = worker.coding
            self._done[index] = (document, Failure(f"the process that coded it died ({how})"))
        else:
            self._again.extend([item] for item in worker.coding)
        worker.pipe.close()
        self._workers[position] = self._start()

    def _stop(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """A process started here inherits that Ctrl-C waits, so that it does not die of it before it can ignore it.

    Here too it waits: a process half started would end with a traceback of its own.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # Started inside, it would let Ctrl-C through again before the first process is there.
    resource_tracker.ensure_running()
    came: list[int] = []
    # The mask is this thread's alone; another thread may take the signal, and Python then acts on it in the main one.
    in_main = threading.current_thread() is threading.main_thread()
    usual = signal.signal(signal.SIGINT, lambda number, _: came.append(number)) if in_main else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if in_main:
            signal.signal(signal.SIGINT, usual or signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def _how_it_ended(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        name = signal.Signals(-exitcode).name
        return f"{name}, probably out of memory" if name == "SIGKILL" else name
    return f"exit code {exitcode}"


def _serve(pipe: Any, make_coder: MakeCoder) -> None:
    # Ctrl-C reaches the whole group of processes; only the first one acts on it, and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        coder = make_coder(1)
        pipe.send("ready")
        while True:
            pipe.send(_code_chunk(coder, pipe.recv()))
    except HarmattanError as error:
        with suppress(ConnectionError):
            pipe.send(error)
    except (EOFError, ConnectionError):
        pass  # The run is over. An answer that nobody read makes the pipe end with a reset.
