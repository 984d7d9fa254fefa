"""What Sagsgang is measured by, and how; `bench/koer` runs it."""
