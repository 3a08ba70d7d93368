"""The two languages of the screen: Vietnamese, and English with ``DONTHU_LANG=en``."""

import os


def say(vi: str, en: str) -> str:
    """Return the sentence in the user's language (Vietnamese unless ``DONTHU_LANG=en``)."""
    return en if os.environ.get("DONTHU_LANG", "vi").lower().startswith("en") else vi
