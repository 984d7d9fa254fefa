"""What a person may do with a case: one append-only history, one door, and what is read from it."""
