"""What sentences state: figures, days, names, places, who says it; and where two state the same differently."""
