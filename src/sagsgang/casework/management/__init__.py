"""Management commands of casework."""
