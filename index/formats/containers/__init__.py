"""Files that hold files: packed ones and archives of them, and archives of the web."""
