"""The one place that joins the stages: ingest, reading, linking, store, publishing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from harmattan.errors import StoreError, UsageError
from harmattan.ingest import Rejected, read_documents
from harmattan.model import Document, Event, Report, Scope
from harmattan.publishing.contract import Publication, publication
from harmattan.publishing.folder import check_writable, write_folder
from harmattan.reading.coding import Coding
from harmattan.store import Project
from harmattan.store.locks import only_run
from harmattan.workers import Coder, Failure, MakeCoder, code_in_order, default_jobs

if TYPE_CHECKING:  # Linking costs time to import that commands which only read results do not need.
    from harmattan.linking.constraints import Constraints
    from harmattan.linking.decisions import Decision

_LOOK_UP = 64
"""Documents looked up in the project at a time."""
_COMMIT = 32
"""Documents kept in one transaction: as many are coded again at most after a run was killed."""
WORK_FILE = ".harmattan-work.sqlite"


class Linked(Protocol):
    """What linking yields, see ``harmattan.linking``."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, with stories and settled dates."""

    @property
    def reports(self) -> Sequence[Report]:
        """The reports, each with its event."""

    @property
    def events(self) -> Sequence[Event]:
        """The events."""


Link = Callable[..., Linked]
"""Called with documents and codings and, where people decided something about them, with ``constraints``."""


@dataclass
class Summary:
    """What a run did. It grows while the run goes on."""

    documents: int = 0
    """Documents read, also those that the project held already."""
    coded: int = 0
    """Documents coded or skipped in this run."""
    known: int = 0
    """Documents read that the project held already."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Documents kept but not coded: id and reason."""
    unreadable: list[str] = field(default_factory=list)
    """One line for each file, record or document that could not be read or coded."""
    reports: int = 0
    events: int = 0
    unheeded: list[str] = field(default_factory=list)
    """One line for each human decision that names what is no longer there."""


Watch = Callable[[str, Summary, str | None], None]
"""Called with the stage ("reading", "linking", "writing"), the summary so far, and a line about a problem if any."""


def make_coder(scope: Scope, threads: int) -> Coder:
    """The coder that a process uses."""
    from harmattan.reading.coder import Coder as ShippedCoder

    return ShippedCoder(scope, threads)


def _link(documents: Sequence[Document], codings: Sequence[Coding], constraints: Constraints | None = None) -> Linked:
    from harmattan.linking import link

    return link(documents, codings) if constraints is None else link(documents, codings, constraints)


def _ignore(stage: str, summary: Summary, problem: str | None) -> None:
    pass


@dataclass(frozen=True)
class Stages:
    """The stages that a run joins; another coder or linker can stand in for the shipped one."""

    make_coder: Callable[[Scope, int], Coder] = make_coder
    link: Link = _link


def code(
    paths: Sequence[str | Path],
    project: Project,
    *,
    jobs: int | None = None,
    stdin: BinaryIO | None = None,
    watch: Watch = _ignore,
    stages: Stages = Stages(),
) -> Summary:
    """Code the documents of ``paths`` that ``project`` does not hold yet, and link everything in it anew.

    What is coded is kept batch by batch: after a run that was killed the same call goes on where it stopped. With
    nothing new, nothing in the project changes.

    Raises:
        UsageError: there is nothing to read.
        HarmattanError: coding or the project fails as a whole.
    """
    found = read_documents(paths, stdin)
    with project.only_run():
        return _code(found, project, jobs, watch, stages)


def _code(
    found: Iterator[Document | Rejected],
    project: Project,
    jobs: int | None,
    watch: Watch,
    stages: Stages,
    *,
    only_these: bool = False,
) -> Summary:
    """``only_these``: documents from elsewhere leave the project."""
    run = _Run(project, watch, stages)
    run.read(found, jobs or default_jobs())
    if only_these:
        project.keep_only(run.seen)
    run.link()
    return run.summary


class _Run:
    def __init__(self, project: Project, watch: Watch, stages: Stages) -> None:
        self.project = project
        self.summary = Summary()
        self.seen: set[str] = set()
        self._id: int | None = None
        self._watch = watch
        self._stages = stages

    def read(self, found: Iterator[Document | Rejected], jobs: int) -> None:
        make: MakeCoder = partial(self._stages.make_coder, self.project.scope)
        batch: list[tuple[Document, Coding]] = []
        try:
            with closing(code_in_order(self._new(found), make, jobs)) as outcomes:
                for document, outcome in outcomes:
                    if isinstance(outcome, Failure):
                        self.seen.discard(document.id)
                        self._reject(f"document {document.id} ({_name(document)}): {outcome.reason}")
                        continue
                    batch.append((document, outcome))
                    self._count(document)
                    if len(batch) == _COMMIT:
                        self._keep(batch)
        finally:
            # Also after Ctrl-C: what is coded is kept.
            self._keep(batch)

    def _new(self, found: Iterator[Document | Rejected]) -> Iterator[Document]:
        """The documents that the project does not hold, each once."""
        while batch := list(islice(found, _LOOK_UP)):
            known = self.project.texts([item.id for item in batch if isinstance(item, Document)])
            for item in batch:
                if isinstance(item, Rejected):
                    self._reject(str(item))
                    continue
                self.summary.documents += 1
                if item.id in known and known[item.id] != item.text:
                    self._reject(
                        f"document {item.id}: the project holds another text under this id; give this one its own id"
                    )
                    continue
                self.seen.add(item.id)
                if item.id in known:
                    self.summary.known += 1
                else:
                    yield item

    def _keep(self, batch: list[tuple[Document, Coding]]) -> None:
        if batch:
            self.project.add(self._started(), batch)
            batch.clear()

    def _started(self) -> int:
        if self._id is None:
            self._id = self.project.begin_run()
        return self._id

    def _count(self, document: Document) -> None:
        self.summary.coded += 1
        if document.skipped:
            self.summary.skipped.append((document.id, document.skipped))
        self._watch("reading", self.summary, None)

    def _reject(self, line: str) -> None:
        self.summary.unreadable.append(line)
        self._watch("reading", self.summary, line)

    def link(self) -> None:
        if self.project.is_linked():
            self.summary.reports, self.summary.events = self.project.counts()
            return
        self._watch("linking", self.summary, None)
        run_id = self._started()
        self.project.find_stories()
        documents, codings = self.project.codings_in_stories()
        decisions = [row.decision for row in self.project.decisions() if not row.undone]
        linked = linked_as_decided(documents, codings, decisions, self._stages.link)
        self.project.link(linked.documents, linked.reports, linked.events)
        self.summary.reports, self.summary.events = len(linked.reports), len(linked.events)
        self.summary.unheeded = list(linked.problems)
        self.project.end_run(
            run_id,
            coded=self.summary.coded,
            unreadable=len(self.summary.unreadable),
            reports=self.summary.reports,
            events=self.summary.events,
        )


@dataclass(frozen=True)
class Decided:
    """An outcome of linking after what people decided."""

    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    events: tuple[Event, ...]
    problems: tuple[str, ...] = ()
    """One line for each decision that cannot be heeded in full."""


def linked_as_decided(
    documents: Sequence[Document], codings: Sequence[Coding], decisions: Sequence[Decision], link: Link = _link
) -> Decided:
    """Link what is left when rejected reports are out, under the constraints of joins and splits; then apply edits."""
    if not decisions:
        linked = link(documents, codings)
        return Decided(tuple(linked.documents), tuple(linked.reports), tuple(linked.events))
    from harmattan.linking.decisions import heed, with_edits

    heeded = heed(decisions, (report for coding in codings for report in coding.reports))
    kept = [
        replace(coding, reports=tuple(report for report in coding.reports if report.id not in heeded.rejected))
        for coding in codings
    ]
    linked = link(documents, kept, constraints=heeded.constraints) if heeded.constraints else link(documents, kept)
    rejected = [report for coding in codings for report in coding.reports if report.id in heeded.rejected]
    events, homeless = with_edits(linked.events, heeded)
    reports = sorted((*linked.reports, *rejected), key=lambda report: report.id)
    return Decided(tuple(linked.documents), tuple(reports), tuple(events), (*heeded.problems, *homeless))


def link_again(project: Project, stages: Stages = Stages()) -> Summary:
    """Link a project anew if something in it waits for that, a human decision for instance."""
    run = _Run(project, _ignore, stages)
    run.link()
    return run.summary


def published(project: Project) -> Publication:
    """What a project publishes, as linked last."""
    found = project.results()
    return publication(found.documents, found.reports, found.events, found.statistics)


def published_as_of(project: Project, day: dt.date, stages: Stages = Stages()) -> tuple[Publication, int]:
    """What the documents that had appeared by ``day`` would have given, and how many others cannot be dated.

    When a document appeared is taken from what the project knows now; everything else is linked anew, from the
    documents of that time alone. A value that somebody gave is knowledge of the day on which it was given, and holds
    from then on until it is undone; joins, splits and rejections judge what the texts say, and hold for any day.
    """
    from harmattan.linking.updates import appeared

    days = {document.id: appeared(document) for document in project.results().documents}
    documents, codings = project.codings()
    known = {key for key, when in days.items() if when is not None and when <= day}
    codings = [coding for coding in codings if coding.document_id in known]
    decisions = [
        row.decision
        for row in project.decisions()
        if (row.held_on(day) if row.decision.kind == "edit" else not row.undone)
    ]
    then = [document for document in documents if document.id in known]
    linked = linked_as_decided(then, codings, decisions, stages.link)
    statistics = [statistic for coding in codings for statistic in coding.statistics]
    undated = sum(days.get(document.id) is None for document in documents)
    return publication(linked.documents, linked.reports, linked.events, statistics), undated


def code_to_folder(
    paths: Sequence[str | Path],
    folder: Path,
    scope: Scope,
    *,
    jobs: int | None = None,
    stdin: BinaryIO | None = None,
    watch: Watch = _ignore,
    stages: Stages = Stages(),
) -> tuple[Summary, Publication, list[Path]]:
    """Code the documents of ``paths`` into the result files of ``folder``.

    Work goes into a project beside them that is deleted at the end; a run that was killed leaves it, and the same
    call goes on from it.

    Raises:
        UsageError: there is nothing to read, or the folder cannot be written.
        HarmattanError: coding fails as a whole, or the disk is full.
    """
    _check_apart(paths, folder)
    found = read_documents(paths, stdin)
    check_writable(folder)
    with only_run(folder):
        work = folder / WORK_FILE
        with _work_project(work, scope) as project:
            summary = _code(found, project, jobs, watch, stages, only_these=True)
            watch("writing", summary, None)
            result = published(project)
            files = write_folder(result, folder)
        _delete(work)
    return summary, result, files


def _check_apart(paths: Iterable[str | Path], folder: Path) -> None:
    target = folder.resolve()
    for path in paths:
        place = Path(path)
        if str(path) != "-" and place.is_dir() and target.is_relative_to(place.resolve()):
            raise UsageError(
                f"output folder {folder} lies inside the input folder {path}, so the next run would read its results "
                "as documents; choose a folder outside"
            )


def _work_project(work: Path, scope: Scope) -> Project:
    """The work of a killed run if this run can go on from it, else a fresh one."""
    with suppress(StoreError):
        project = Project.create(str(work), scope)
        if project.is_current():
            return project
        project.close()
    _delete(work)
    return Project.create(str(work), scope)


def _delete(work: Path) -> None:
    for path in (work, work.with_name(f"{work.name}-journal")):
        path.unlink(missing_ok=True)


def _name(document: Document) -> str:
    return document.title or document.url or " ".join(document.text[:60].split())
