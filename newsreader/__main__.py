"""Lets ``python -m newsreader`` do what the command ``newsreader`` does."""

import sys

from newsreader.start import main

if __name__ == "__main__":
    sys.exit(main())
