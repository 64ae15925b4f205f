"""Changes of the tables of the frame."""
