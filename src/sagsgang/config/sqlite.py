"""How SQLite must be opened to serve several people at once."""

SQLITE_OPTIONS = {
    # A deferred transaction that reads and then writes is refused at once; IMMEDIATE makes it wait its turn.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: what is acknowledged is on the disk, also when the power goes (docs/adr/0014-intet-gaar-tabt.md).
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
    ),
}
