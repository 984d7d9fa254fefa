"""The management commands of sealing."""
