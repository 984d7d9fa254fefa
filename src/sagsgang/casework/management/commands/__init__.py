"""The commands themselves: rebuild, nightly, review."""
