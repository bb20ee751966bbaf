"""Every command of an archive, killed and failed at every change that it makes to files; see ``__main__``."""
