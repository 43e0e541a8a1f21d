"""Decompresses the body of an answer, never into more bytes than were agreed.

An HTTP library that decompresses by itself hands out whatever one chunk holds: 1,703 bytes of
brotli became 3 GB. Only gzip and deflate are asked for, because zlib can stop at a limit.
"""

import zlib

from newsreader.domain.clean import clean_line

GZIP_MAGIC = b"\x1f\x8b"
"""What a gzip member begins with (RFC 1952 §2.3.1)."""
LAYERS = 3
"""How many encodings on top of each other are taken off."""
PLAIN = frozenset(("", "identity", "none", "binary", "8bit", "utf-8", "utf8"))
"""What servers write into ``Content-Encoding`` for a body that is not compressed."""

_GZIP = 16 + zlib.MAX_WBITS
_GZIP_TRAILER = 8
_ZLIB = zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS


class TooMuch(ValueError):
    """The body would become longer than the limit."""


class NotCompressed(ValueError):
    """The body is not in the encoding that its header names."""


def inflate(body: bytes, encoding: str, limit: int, *, cut: bool = False) -> bytes:
    """Return ``body`` with its Content-Encoding undone, at most ``limit`` bytes of it.

    A gzip body without a header is recognised by its first two bytes. Raises TooMuch over the
    limit and NotCompressed for an unknown encoding or damaged data. With ``cut`` the beginning
    is returned of what is too long or breaks off.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    names = [name for name in names if name not in PLAIN]
    if len(names) > LAYERS:
        raise NotCompressed("too many encodings")
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            # Servers also label plain bodies as gzip; those are taken as they are.
            body = _gunzip(body, limit, cut) if body.startswith(GZIP_MAGIC) else body
        elif name == "deflate":
            body = _undeflate(body, limit, cut)
        else:
            raise NotCompressed(f"unknown encoding {name}")
    if body.startswith(GZIP_MAGIC):
        body = _gunzip(body, limit, cut)
    if len(body) > limit and not cut:
        raise TooMuch
    return body[:limit]


def unpack(body: bytes, encoding: str, host: str, limit: int) -> bytes:
    """Do what ``inflate`` does; raises ValueError with a sentence about the answer of ``host``."""
    try:
        return inflate(body, encoding, limit)
    except TooMuch:
        raise ValueError(too_large(host, limit)) from None
    except NotCompressed as error:
        raise ValueError(_not_compressed(host, error)) from None


def unpack_beginning(
    body: bytes, encoding: str, host: str, limit: int, *, cut: bool
) -> tuple[bytes, bool]:
    """Do what ``unpack`` does for a body of which the beginning is enough.

    Return that, and whether it is only the beginning. ``cut`` says that ``body`` is.
    """
    try:
        if not cut:
            try:
                return inflate(body, encoding, limit), False
            except TooMuch:
                pass
        return inflate(body, encoding, limit, cut=True), True
    except NotCompressed as error:
        raise ValueError(_not_compressed(host, error)) from None


def too_large(host: str, limit: int) -> str:
    """Return the sentence for an answer of more than ``limit`` bytes."""
    return f"The answer of {host} is larger than {limit / (1024 * 1024):.3g} MiB."


def _not_compressed(host: str, error: NotCompressed) -> str:
    return f"The answer of {host} cannot be decompressed: {clean_line(str(error), 60)}."


def _gunzip(body: bytes, limit: int, cut: bool) -> bytes:
    """Undo gzip, member by member (RFC 1952 §2.2: a file may hold several)."""
    pieces: list[bytes] = []
    size = 0
    while body.startswith(GZIP_MAGIC) and size <= limit:
        piece, body = _gunzip_member(body, limit - size, cut)
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _undeflate(body: bytes, limit: int, cut: bool) -> bytes:
    """Undo deflate, which servers send with and without its zlib frame (RFC 9110 §8.4.1.2)."""
    try:
        return _inflate_once(body, _ZLIB, limit, cut)[0]
    except NotCompressed:
        return _inflate_once(body, _RAW_DEFLATE, limit, cut)[0]


def _inflate_once(body: bytes, window: int, limit: int, cut: bool) -> tuple[bytes, bytes]:
    """Return one decompressed stream, and the bytes that follow it."""
    machine = zlib.decompressobj(window)
    try:
        result = machine.decompress(body, limit + 1)
    except zlib.error as error:
        raise NotCompressed("damaged data") from error
    if cut and (len(result) > limit or not machine.eof):
        return result, b""
    if len(result) > limit:
        raise TooMuch
    if not machine.eof:
        raise NotCompressed("the data breaks off")
    return result, machine.unused_data


def _gunzip_member(body: bytes, limit: int, cut: bool) -> tuple[bytes, bytes]:
    """Return one member of a gzip file, and the bytes that follow it.

    A member whose compressed data is whole is taken although its trailer, checksum and length,
    is missing or wrong.
    """
    try:
        return _inflate_once(body, _GZIP, limit, cut)
    except NotCompressed:
        result, rest = _inflate_once(body[_gzip_header(body) :], _RAW_DEFLATE, limit, cut)
        return result, rest[_GZIP_TRAILER:]


def _gzip_header(body: bytes) -> int:
    """Return the length of the header of a gzip member (RFC 1952 §2.3)."""
    flags, at = (body[3] if len(body) > 3 else 0), 10
    if flags & 4:  # FEXTRA
        at += 2 + int.from_bytes(body[at : at + 2], "little")
    for flag in (8, 16):  # FNAME, FCOMMENT: each ends with a zero byte
        if flags & flag:
            end = body.find(b"\0", at)
            if end < 0:
                raise NotCompressed("the data breaks off")
            at = end + 1
    return at + 2 if flags & 2 else at  # FHCRC
