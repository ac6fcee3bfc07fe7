"""The addresses of sources: which answer, which lead on, which are gone, and where copies are kept."""
