"""Seals what must not be read from the database alone: rotating keys from the environment, and a blind index."""
