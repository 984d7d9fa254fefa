"""BEKU: boards and their members, meetings, the docket, both halves decided, minutes."""
