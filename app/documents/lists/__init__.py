"""Lists that go with the package: what to sign and stamp, evidence, the working paper, what the folder holds."""

from app.documents.lists.evidence import evidence_list
from app.documents.lists.opinion import Line, Opinion, audit_opinion
from app.documents.lists.signing import folder_list, signing_list
from app.documents.lists.working import Figure, working_paper

__all__ = [
    "Figure",
    "Line",
    "Opinion",
    "audit_opinion",
    "evidence_list",
    "folder_list",
    "signing_list",
    "working_paper",
]
