"""Plane geometry for maps: projecting, cutting, thinning, lettering. Pure; the files are read elsewhere."""
