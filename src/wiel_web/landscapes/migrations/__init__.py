"""Changes of the tables of landscapes."""
