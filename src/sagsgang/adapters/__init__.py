"""Outside systems: each adapter answers to a port of ours, and the port knows nothing of it."""
