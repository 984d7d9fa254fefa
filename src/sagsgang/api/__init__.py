"""The API: what the screens can, for programs, through the same gate; every step of the procedure is an operation."""
