"""What is known of the forms of one name: tables of nicknames and aliases, acronyms, Slavic spellings."""
