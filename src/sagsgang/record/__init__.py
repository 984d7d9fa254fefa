"""The log of looks ("opslag"): who saw what, when and why; a chain that only grows and shows every hole."""
