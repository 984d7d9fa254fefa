"""The Fælles BUF-SOF Handleplan: written by both sides, in versions that are never overwritten."""
