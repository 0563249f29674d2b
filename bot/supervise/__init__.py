"""The supervisor: holds the listening socket, starts edge and engine, and puts back whichever dies; stdlib only."""
