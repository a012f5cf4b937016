"""Makes the language model that Harmattan ships, from open data. Not part of the installed package."""
