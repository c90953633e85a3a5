"""Charts, drawings and photographs, made once and shown on pages, in decks and on paper."""
