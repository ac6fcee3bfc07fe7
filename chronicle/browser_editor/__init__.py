"""A form in the browser for every kind of note: Decap CMS, made where a build asks for it."""
