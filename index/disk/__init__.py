"""The files of an archive's own folder, which somebody else may have put there."""
