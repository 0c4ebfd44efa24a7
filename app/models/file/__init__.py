"""The evaluation file (.jxzp): everything a unit enters for one year, in one SQLite file."""

from app.models.file.backups import Backup, backup_folder, list_backups
from app.models.file.building import Keep
from app.models.file.evaluation_file import EvaluationFile, Mode
from app.models.file.lineage import Comparison, Lineage, compare_lineage
from app.models.file.locking import FileLocked, LockInfo
from app.models.file.opening import Opening
from app.models.file.packs import PackBody
from app.models.file.report import FileReport, check_file
from app.models.file.restoring import restore
from app.models.file.steps import StepInfo, Version
from app.models.file.who import Who

__all__ = [
    "Backup",
    "Comparison",
    "EvaluationFile",
    "FileLocked",
    "FileReport",
    "Keep",
    "Lineage",
    "LockInfo",
    "Mode",
    "Opening",
    "PackBody",
    "StepInfo",
    "Version",
    "Who",
    "backup_folder",
    "check_file",
    "compare_lineage",
    "list_backups",
    "restore",
]
