"""Lists that go beside the official set: 签字盖章清单, 佐证材料目录, 工作底稿."""

from app.documents.lists.evidence import evidence_list
from app.documents.lists.signing import signing_list
from app.documents.lists.working import working_paper

__all__ = ["evidence_list", "signing_list", "working_paper"]
