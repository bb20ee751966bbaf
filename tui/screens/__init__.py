"""One module a screen. Screens know widgets and messages, never each other: the app routes between them."""
