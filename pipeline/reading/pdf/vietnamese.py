"""Whether a text reads as Vietnamese: which of its words are possible syllables of the language.

A syllable is an onset, a rime and a tone; about seven thousand are in use, and the pattern lets
through some more. Words of other languages are mostly not possible, so no single word proves
anything: only the share does.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")
_ONSETS = "ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnprstvx]|"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|"
    "ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|êng|ênh|êp|êt|êu|"
    "i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|"
    "o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|"
    "oe|oem|oen|oeo|oet|oi|om|on|ong|oong|ooc|oc|op|ot|"
    "ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|"
    "u|ua|uc|ui|um|un|ung|up|ut|uân|uâng|uât|uây|uê|uêch|uênh|uơ|"
    "uôc|uôi|uôm|uôn|uông|uôt|uy|uya|uych|uynh|uyt|uyu|uyên|uyêt|"
    "ư|ưa|ưc|ưi|ưng|ưt|ưu|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|"
    "y|yêm|yên|yêng|yêt|yêu|ynh|ych|yt"
)
_SIGNS = frozenset("–—“”‘’…°²³¹\u00ad\u00a0ﬀﬁﬂﬃﬄ")
_SYLLABLE = re.compile(f"(?:{_ONSETS})(?:{_RIMES})")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_LETTERS = frozenset(
    unicodedata.normalize(
        "NFC",
        "abcdefghijklmnopqrstuvwxyzđ"
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ",
    )
)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Tell whether a word of letters could be a Vietnamese syllable, in any case of letters."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in parts if c in _TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not tones or tones[0] in _SHARP_OR_HEAVY or not _STOPPED.search(bare)


def letters_of(word: str) -> str:
    """Return a word without the marks around it."""
    return word.strip(".,;:!?()[]{}<>\"'“”‘’«»…-–—/*+_=")


def syllable_share(words: Iterable[str]) -> float | None:
    """Return the share of words (0 to 1) that are possible syllables.

    Words with figures, of one letter, and short ones in capitals (they may be abbreviations) are
    not counted; None where none is left.
    """
    counted = [w for w in map(letters_of, words) if _tells(w)]
    if not counted:
        return None
    return sum(map(is_syllable, counted)) / len(counted)


def strange_share(words: Iterable[str]) -> float:
    """Return the share of words with a sign that Vietnamese does not have next to a letter."""
    counted = [w for w in map(letters_of, words) if len(w) > 1]
    if not counted:
        return 0.0
    return sum(map(_is_strange, counted)) / len(counted)


def _tells(word: str) -> bool:
    if len(word) < 2 or "/" in word or any(c.isdecimal() for c in word):
        return False
    return not (len(word) < 5 and word.isascii() and word.isupper())


@lru_cache(maxsize=8192)
def _is_strange(word: str) -> bool:
    if not any(c.isalpha() for c in word):
        return False
    return any(
        ord(c) > 0x7F and c.lower() not in _LETTERS
        for c in unicodedata.normalize("NFC", word)
        if c not in _SIGNS
    )
