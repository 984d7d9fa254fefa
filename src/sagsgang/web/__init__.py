"""The Danish screens."""
