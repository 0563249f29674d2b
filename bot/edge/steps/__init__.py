"""The steps of one turn, one file each; ``bot/edge/turn.py`` lists them in order."""
