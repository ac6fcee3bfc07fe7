"""What helps editors to write. None of it is part of a build; each module has one subject."""
