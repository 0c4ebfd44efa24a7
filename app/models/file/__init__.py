"""The evaluation file (.jxzp)."""

from app.models.file.evaluation_file import EvaluationFile, PackBody, Who
from app.models.file.lineage import Comparison, Lineage, compare_lineage
from app.models.file.steps import StepInfo

__all__ = ["Comparison", "EvaluationFile", "Lineage", "PackBody", "StepInfo", "Who", "compare_lineage"]
