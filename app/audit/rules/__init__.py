"""Registered audit rules (`python:` in a pack); every module of this package is imported here, so that it registers."""

import app.audit.rules.carried
import app.audit.rules.copies
import app.audit.rules.dates
import app.audit.rules.goals
import app.audit.rules.names
import app.audit.rules.project_names
import app.audit.rules.required
import app.audit.rules.titles
import app.audit.rules.years  # noqa: F401
