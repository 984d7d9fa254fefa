"""The commands themselves: verify, destroy_looks."""
