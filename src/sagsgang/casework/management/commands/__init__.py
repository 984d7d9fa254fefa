"""The commands themselves: rebuild, review."""
