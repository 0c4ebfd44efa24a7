"""The parts that the program brings itself, by the names that packs use."""

from __future__ import annotations

from app.ui.audit.page import FindingsBlock
from app.ui.pages.page import PARTS
from app.ui.pages.public import PublicBlock
from app.ui.pages.survey import SurveyBlock
from app.ui.pages.terms import TermsBlock
from app.ui.printing.page import PrintBlock
from app.ui.reports.page import ReportBlock

PARTS["print"] = PrintBlock
PARTS["report"] = ReportBlock
PARTS["terms"] = TermsBlock
PARTS["audit"] = FindingsBlock
PARTS["survey"] = SurveyBlock
PARTS["public"] = PublicBlock
