"""People: signing in, roles at organisations, invitations, newcomers, switching between organisations."""
