"""The engine: Rasa with its custom actions in the same process, on loopback only."""
