"""The edge: the one public server; judges danger, hides personal data, asks the engine and checks what it says."""
