"""What is asked for when documents are drawn, beside pack and answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are drawn.

    Attributes:
        draft: words in the header of every page of a copy for the leaders (送审稿 第1稿 2025年5月6日); empty: none.
        public: the version for the web: without signatures and what the pack leaves out.
    """

    draft: str = ""
    public: bool = False
