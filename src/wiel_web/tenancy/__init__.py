"""Who there are, who works together, who opened what to whom, and who may do what. Everything asks `tenancy.access`."""
