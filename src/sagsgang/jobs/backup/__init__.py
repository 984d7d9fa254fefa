"""Backup and restore: the database in one consistent snapshot, every file it names, and a manifest that proves both."""
