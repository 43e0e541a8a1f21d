"""Resolves the addresses in a text to absolute, clean ones."""

from urllib.parse import urljoin

from newsreader.domain.clean import clean_url


def resolve(address: str, base_url: str) -> str:
    """Return ``address`` as a clean http(s) URL, or an empty string when it is none."""
    address = address.strip()
    if address.startswith("#"):  # most of many, as those of notes: their page needs no parsing
        address, base_url = base_url.partition("#")[0] + address, ""
    try:
        return clean_url(urljoin(base_url, address))
    except ValueError:
        return ""
