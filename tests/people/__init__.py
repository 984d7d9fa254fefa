"""Tests of users, units, roles, substitutes and families."""
