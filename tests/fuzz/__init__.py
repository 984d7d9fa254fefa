"""What the house is asked that nobody would ask: every form and every operation, with hostile values, as everybody."""
