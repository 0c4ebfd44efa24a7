"""Registered audit rules (`python:` in a pack); every module of this package is imported here, so that it registers."""

from app.audit.rules import figures as figures
