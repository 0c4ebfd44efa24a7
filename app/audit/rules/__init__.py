"""Audit rules written in Python, one module per subject; importing this package registers them all."""

from app.audit.rules import claims as claims
from app.audit.rules import figures as figures
from app.audit.rules import numbering as numbering
from app.audit.rules import outline as outline
from app.audit.rules import privacy as privacy
from app.audit.rules import states as states
from app.audit.rules import template as template
from app.audit.rules import wording as wording
