"""What the rules of the joint course say: pure values and functions, no framework, no clock."""
