"""Changes of the tables of tenancy."""
