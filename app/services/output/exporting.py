"""Export: the documents of an evaluation as docx, xlsx and PDF, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import UserError
from app.core.records import ROOT_ID
from app.documents.names import file_name
from app.documents.options import Options
from app.documents.public import Masked
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.documents.tree import Package
from app.services.output.besides import folder_contents, lists_of
from app.services.output.drawing import Drawn, draw_package
from app.services.output.printing import changed_since, record
from app.services.output.targets import FORMATS, targets_of
from app.services.output.writing import Cancelled, Outcome, Progress, Target, each_once, make_folder, write_all
from app.services.session import Session

PUBLIC_FORMATS: Final = ("docx", "pdf")
"""What the public version is made as unless asked otherwise."""

_PUBLIC: Final = "（公开版）"


@dataclass(frozen=True, slots=True)
class Draft:
    """A copy for the leaders (送审稿): which one it is and its date as printed."""

    number: int = 1
    date: str = ""

    @property
    def words(self) -> str:
        """Return what stands in the header of every page."""
        return f"送审稿 第{self.number}稿 {self.date}".rstrip()

    @property
    def mark(self) -> str:
        """Return what stands behind the names of its files, so that they never replace the final ones."""
        return f"（送审稿第{self.number}稿）"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be exported.

    Attributes:
        formats: of `FORMATS`; empty for all, or what is usual for the public version.
        wanted: ids of forms and reports; empty for all. The combined PDF is made only of the whole package.
        draft: the copy for the leaders; None for the final paper.
        public: the version for the web.
        lists: also the lists that stay in the office; only with the whole official package.
        in_folder: put the official set into a folder of its own (报送材料_单位_年度) with a list of what it holds.
        changed: only documents that are not as they were printed last.
        record: remember the documents as printed.
    """

    formats: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    draft: Draft | None = None
    public: bool = False
    lists: bool = True
    in_folder: bool = False
    changed: bool = False
    record: bool = False

    @property
    def official(self) -> bool:
        """Say whether it is the set that is signed and handed in."""
        return self.draft is None and not self.public

    @property
    def whole(self) -> bool:
        """Say whether all documents are asked for."""
        return not self.wanted and not self.changed

    @property
    def mark(self) -> str:
        """Return what stands behind the names of the files."""
        return (_PUBLIC if self.public else "") + (self.draft.mark if self.draft else "")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did.

    Attributes:
        folder: where the official set stands.
        outcome: files written and not written.
        masked: what the public version does not show.
        missing: characters that no font has, each with its place; the PDFs that need them were not written.
        unchanged: documents left aside because they are as they were printed last.
    """

    folder: Path
    outcome: Outcome
    masked: tuple[Masked, ...] = ()
    missing: tuple[str, ...] = ()
    unchanged: int = 0


def _never() -> bool:
    return False


def _silent(_what: str, _done: int, _count: int) -> None:
    return


def _unheard(_sentence: str) -> None:
    return


@dataclass(frozen=True, slots=True)
class Watch:
    """How the caller follows an export: told of each file, asked whether to stop, told what is amiss beforehand."""

    progress: Progress = _silent
    cancelled: Cancelled = _never
    notice: Callable[[str], None] = _unheard


def export_file(path: Path, folder: Path, request: Request, watch: Watch | None = None) -> Exported:
    """Export an evaluation file, opened only to view; what was printed is recorded by `export` in an open session."""
    with Session.open(path, mode="view") as session:
        return export(session, folder, request, watch)


def export(session: Session, folder: Path, request: Request, watch: Watch | None = None) -> Exported:
    """Export the documents of an open evaluation into a folder.

    Raises:
        UserError: an unknown form; a request that contradicts itself; the folder's name is a file.
        EnvironmentProblem: the folder cannot be made; the print cannot be recorded.
        PackError: the pack draws something that cannot be drawn.
    """
    _must_fit(request)
    return _Run(session, folder, request, watch or Watch()).run()


@dataclass(frozen=True, slots=True)
class _Run:
    session: Session
    folder: Path
    request: Request
    watch: Watch

    def run(self) -> Exported:
        drawn, unchanged = self.drawn()
        missing = self.missing(drawn.package)
        target = self.target_folder()
        outcome = self.write(target, list(self.official(drawn.package)))
        if self.request.in_folder and not outcome.cancelled:
            outcome += self.write(target, [folder_contents(drawn.package, outcome.written)])
        if self.wants_lists and not outcome.cancelled:
            outcome += self.write(self.folder, list(lists_of(self.session, drawn.package, outcome.written)))
        if self.request.record:
            self.record(outcome)
        return Exported(target, outcome, drawn.masked, missing, unchanged)

    @property
    def wants_lists(self) -> bool:
        return self.request.lists and self.request.official and self.request.whole

    @property
    def formats(self) -> tuple[str, ...]:
        return self.request.formats or (PUBLIC_FORMATS if self.request.public else FORMATS)

    def drawn(self) -> tuple[Drawn, int]:
        """Return what is to be written, and how many documents were left aside."""
        request = self.request
        answers = self.session.graph.snapshot()
        options = Options(request.draft.words if request.draft else "", request.public)
        drawn = draw_package(answers, options, request.wanted)
        if not request.changed:
            return drawn, 0
        clean = draw_package(answers, Options(), request.wanted).package if request.draft else drawn.package
        left = {(one.id, one.row) for one in changed_since(clean, self.session.facts).documents}
        kept = tuple(one for one in drawn.package.documents if (one.id, one.row) in left)
        package = Package(drawn.package.title, drawn.package.author, kept)
        return Drawn(package, drawn.masked), len(drawn.package.documents) - len(kept)

    def missing(self, package: Package) -> tuple[str, ...]:
        """Return the characters that no font has, told before anything is written."""
        if "pdf" not in self.formats:
            return ()
        from app.export.pdf import missing_characters  # noqa: PLC0415 - the library is slow to load

        found = tuple(str(one) for one in missing_characters(package.documents))
        for one in found:
            self.watch.notice(f"字体中没有这个字，含它的PDF不输出：{one}")
        return found

    def target_folder(self) -> Path:
        """Return the folder of the official set, made."""
        make_folder(self.folder)
        if not self.request.in_folder:
            return self.folder
        pack = self.session.pack
        template = pack.print.folder_name or "报送材料_{{unit.name}}_{{year}}"
        words = write_out(template, RowView(self.session.graph.snapshot(), ROOT_ID), Paper()).text
        return self.folder / file_name(words)

    def official(self, package: Package) -> list[Target]:
        combined = self.request.whole
        return list(targets_of(package, self.formats, mark=self.request.mark, combined=combined))

    def write(self, folder: Path, targets: list[Target]) -> Outcome:
        once = list(each_once(targets))
        return write_all(folder, once, len(once), self.watch.progress, self.watch.cancelled)

    def record(self, outcome: Outcome) -> None:
        """Remember as printed what was written as docx or PDF."""
        written = frozenset(
            name for file in outcome.written if file.path.suffix in {".pdf", ".docx"} for name in file.documents
        )
        package = draw_package(self.session.graph.snapshot(), Options(), self.request.wanted).package
        record(self.session, package, written, whole=not self.request.wanted)


def _must_fit(request: Request) -> None:
    """Refuse what contradicts itself.

    Raises:
        UserError: with what does not go together.
    """
    strange = [name for name in request.formats if name not in FORMATS]
    if strange:
        raise UserError(
            "export.format",
            where="、".join(strange),
            what="没有这种格式",
            rule=f"可以写：{'、'.join(FORMATS)}，用逗号隔开",
            repair="请改正",
        )
    if request.public and (request.record or request.changed or request.in_folder):
        raise UserError(
            "export.public",
            where="公开版",
            what="公开版不是报送、打印的材料，不能记录打印、只输出有改动的，也不装报送文件夹",
            repair="请分两次输出",
        )
    if request.draft is not None and (request.record or request.in_folder):
        raise UserError(
            "export.draft",
            where="送审稿",
            what="送审稿不是报送的材料，不能记录为已打印，也不装报送文件夹",
            repair="请去掉 --record 或 --folder，定稿后再输出",
        )
