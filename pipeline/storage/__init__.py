"""Originals and derived data by digest, encrypted."""

from pipeline.storage.store import Store

__all__ = ["Store"]
