"""Pictures in pixels, for those who cannot show a page: drawn here, with nothing of the machine's own.

Fonts come with packages, shapes are worked out in whole steps, so that the
same content gives the same picture anywhere.
"""
