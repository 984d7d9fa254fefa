"""`python -m sagsgang worker`, `nightly`, `status`, `integrity`, `backup` and `restore`."""
