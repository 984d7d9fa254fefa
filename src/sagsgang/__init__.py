"""Sagsgang: Danish municipal case handling in which the guidance is the program."""

__version__ = "0.1.0"
