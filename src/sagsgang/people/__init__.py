"""Who takes part: users, units, roles, substitutes, and the child with its family."""
