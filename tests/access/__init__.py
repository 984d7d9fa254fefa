"""Who gets what from every address of the house."""
