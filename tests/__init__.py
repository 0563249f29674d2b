"""The tests. This file is here because two packages install a folder of the same name, which would be found first."""
