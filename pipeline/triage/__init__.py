"""Findings become a proposal: conditions, route, deadlines, flags, each with its reason."""

from pipeline.triage.proposing import propose

__all__ = ["propose"]
