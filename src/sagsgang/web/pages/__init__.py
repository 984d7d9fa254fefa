"""What pages show, as frozen values made from what casework answers."""
