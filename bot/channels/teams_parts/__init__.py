"""Parts of the Teams channel: who may write (config, keys, check), what came in, cards out, and the way out."""
