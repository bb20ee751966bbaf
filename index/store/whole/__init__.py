"""What goes over all tables of a store: their description, reading them as others can, bringing a copy up to date."""
