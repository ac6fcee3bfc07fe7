"""What exports say of the chronicle itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from chronicle.model import Site, Value


class Publication(Value, frozen=True, kw_only=True):
    title: str
    description: str
    base_url: str
    language: str
    holder: str
    contact: str
    """An e-mail address, or the address of a page."""
    licence_name: str
    licence_url: str

    @classmethod
    def of(cls, site: Site) -> Publication:
        """These eight things of a site."""
        return cls(
            title=site.title,
            description=site.description,
            base_url=site.base_url,
            language=site.languages[0],
            holder=site.copyright_holder,
            contact=site.contact,
            licence_name=site.licence.name,
            licence_url=site.licence.url,
        )

    @property
    def email(self) -> str | None:
        """The contact, where it is an e-mail address."""
        return self.contact if "@" in self.contact and ":" not in self.contact else None

    @property
    def host(self) -> str:
        """``chronicle.example.org``."""
        return urlsplit(self.base_url).hostname or "localhost"
