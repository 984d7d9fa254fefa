"""The storm: real processes killed without warning while people write, and nothing acknowledged is lost."""
