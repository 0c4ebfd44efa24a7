"""Audit rules written in Python, one module per subject; importing this package registers them all."""

from app.audit.rules import crossed as crossed
from app.audit.rules import indicators as indicators
from app.audit.rules import reasons as reasons
from app.audit.rules import scores as scores
from app.audit.rules import sources_of_figures as sources_of_figures
from app.audit.rules import targets as targets
from app.audit.rules import weights as weights
