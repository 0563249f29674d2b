"""What the service is made of, and what is known against it: the list of parts (SBOM) and the audit of the lock."""
