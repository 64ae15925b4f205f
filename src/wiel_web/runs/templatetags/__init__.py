"""Tags of the pages about runs."""
