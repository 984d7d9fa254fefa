"""`python -m sagsgang.sealing` writes a fresh key: before there is a house that could be asked for one."""

import sys

from sagsgang.sealing.keyring import new_key

if __name__ == "__main__":
    sys.stdout.write(new_key() + "\n")
