"""The facts on which two articles differ, read whole: by subject and attribute, not only inside links."""
