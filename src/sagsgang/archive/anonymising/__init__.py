"""A copy of the house in which nobody is known, for training and figures: made-up people, texts, places and days."""

from sagsgang.archive.anonymising.copying import CopyFailed, anonymise

__all__ = ["CopyFailed", "anonymise"]
