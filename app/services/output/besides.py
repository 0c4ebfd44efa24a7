"""What is made beside the official set: 工作底稿, 佐证材料目录, 签字盖章清单, and the list of the folder handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.lists import evidence_list, folder_list, signing_list, working_paper
from app.documents.tree import Document, Package
from app.services.output.targets import targets_of
from app.services.output.working import printed_figures
from app.services.output.writing import Target, Written
from app.services.session import Session


def lists_of(session: Session, package: Package, written: Sequence[Written]) -> Iterator[Target]:
    """Yield the lists that stay in the office.

    Args:
        session: the open evaluation.
        package: all its documents.
        written: the files written before; pages are taken from the PDFs among them.
    """
    author = package.author
    working = working_paper(author, printed_figures(session, package))
    yield from _alone(working, "xlsx", "pdf")
    yield from _alone(evidence_list(session.graph.snapshot()), "docx")
    yield from _alone(signing_list(package, pages_of(package, written)), "docx")


def folder_contents(package: Package, written: Sequence[Written]) -> Target:
    """Return the list of what the folder holds, in the order of the package, what holds everything last."""
    order = {(one.id, one.row): place for place, one in enumerate(package.documents)}
    many = len(order)

    def place(file: Written) -> tuple[int, str]:
        places = [order[one] for one in file.documents if one in order]
        return (many if len(places) == many and many > 1 else min(places, default=many)), file.path.suffix

    files = [(file.path.name, _kind(file)) for file in sorted(written, key=place)]
    return next(_alone(folder_list(package.author, files), "docx"))


def pages_of(package: Package, written: Sequence[Written]) -> list[int]:
    """Return how many pages each document has, from its own PDF where one was written."""
    known = {one.documents[0]: one.pages for one in written if one.pages and len(one.documents) == 1}
    if all((one.id, one.row) in known for one in package.documents):
        return [known[one.id, one.row] for one in package.documents]
    from app.export.pdf import page_counts  # noqa: PLC0415 - the library is slow to load

    return page_counts(package.documents)


def _alone(document: Document, *formats: str) -> Iterator[Target]:
    return targets_of(Package(document.name, document.author, (document,)), formats, combined=False)


def _kind(file: Written) -> str:
    return f"{file.path.suffix[1:].upper()}，{file.pages}页" if file.pages else file.path.suffix[1:]
