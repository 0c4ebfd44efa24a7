"""Registered audit rules (`python:` in a pack); every module of this package is imported here, so that it registers."""

import app.audit.rules.dates
import app.audit.rules.names
import app.audit.rules.project_names
import app.audit.rules.years  # noqa: F401
