"""Everything that is drawn: people, places and things, by one hand, as parts with numbers (README.md beside this file)."""
