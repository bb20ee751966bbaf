"""What joins the parts of an archive: importing, indexing, grouping, copies, versions, coverage, verification."""
