"""What the strategy says, as articles made of single facts, and how to find the fact that was asked for."""
