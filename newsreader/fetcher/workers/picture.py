"""Reads a picture from outside and sets it small enough to be shown, as a PNG of our own.

Pillow comes with the extra ``images``.
"""

import warnings
from io import BytesIO

from newsreader.domain.errors import FeedError
from newsreader.fetcher.workers.messages import ReadPicture, ReadPictureJob

MOST_PIXELS = 40_000_000
"""Pixels of the largest picture that is read."""
WIDEST, HIGHEST = 1_600, 1_200
"""Pixels of a picture as it is kept, at most."""
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""What is read; other forms bring more code than pictures."""
MISSING = "Pictures need Pillow: install newsreader-tui[images]."
"""What is said where that is not installed."""


def read_picture(job: ReadPictureJob) -> ReadPicture:
    """Return a picture as a PNG of at most ``WIDEST`` by ``HIGHEST``; raises FeedError.

    Of one that moves the first frame is taken.
    """
    try:
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError:
        raise FeedError(MISSING) from None
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(job.body), formats=FORMATS) as opened:
                opened.draft("RGB", (WIDEST, HIGHEST))
                opened.thumbnail((WIDEST, HIGHEST))
                shown = ImageOps.exif_transpose(opened)
                has_alpha = "A" in shown.mode or "transparency" in shown.info
                plain = shown.convert("RGBA" if has_alpha else "RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise FeedError("This picture is too large to be shown.") from None
    except UnidentifiedImageError:
        names = "JPEG, PNG, GIF or WebP"
        raise FeedError(f"This is no picture that can be shown: {names}.") from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise FeedError("This picture is broken.") from error
    plain.info.clear()
    written = BytesIO()
    plain.save(written, "PNG", compress_level=4)
    return ReadPicture(written.getvalue(), plain.width, plain.height)
