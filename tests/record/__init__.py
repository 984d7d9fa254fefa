"""What the log of looks keeps, shows and refuses."""
