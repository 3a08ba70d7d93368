"""Vietnamese syllables put together of onset, rhyme and tone, most of them no word at all.

Names and words made of them keep the network from learning lists by heart: it has to look at
shapes and surroundings.
"""

import random
import unicodedata

_ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r"),
    *("s", "t", "th", "tr", "v", "x", "gi"),
)
_OPEN = (
    *("a", "ai", "ao", "au", "ay", "âu", "ây", "ê", "eo", "ia", "iêu", "o", "oa", "oai", "oi", "ô"),
    *("ôi", "ơ", "ơi", "u", "ua", "ui", "uê", "ư", "ưa", "ươi", "uy", "an", "am", "ang", "anh"),
    *(
        "ân",
        "âm",
        "âng",
        "ăn",
        "ăm",
        "ăng",
        "em",
        "en",
        "êm",
        "ên",
        "inh",
        "iên",
        "iêm",
        "im",
        "in",
    ),
    *(
        "oan",
        "oang",
        "om",
        "on",
        "ong",
        "ôn",
        "ông",
        "ơn",
        "uân",
        "un",
        "ung",
        "uyên",
        "ưng",
        "ương",
    ),
)
_STOPPED = ("ac", "ach", "at", "ap", "ăc", "ăt", "âc", "ât", "âp", "êt", "iêt", "ich", "it", "iêp")
_STOPPED += ("oc", "ot", "op", "ôc", "ôt", "ôp", "uc", "uôc", "ut", "ưc", "ươc", "uyêt", "oat")
_TONES = ("", "", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VOWELS = "aăâeêioôơuưy"
_FOREIGN = ("Kr", "Ia", "Bl", "Dr", "Hm", "Kp", "Mn", "Rơ", "Tl", "Chư", "Pr", "Jr", "Br", "Gl")
_FOREIGN_ENDS = ("ông", "ăk", "iêng", "uôt", "er", "ưh", "ar", "êl", "uh", "oong", "in", "ŏl", "ap")


def syllable(rng: random.Random) -> str:
    """Return a syllable in small letters."""
    if rng.random() < 0.75:
        rhyme, tone = rng.choice(_OPEN), rng.choice(_TONES)
    else:
        rhyme, tone = rng.choice(_STOPPED), rng.choice(("\u0301", "\u0323"))
    onset = rng.choice(_ONSETS)
    if onset == "qu" and rhyme[0] in "uoôư":
        onset = "kh"
    if onset == "gi" and rhyme[0] == "i":
        onset = "g"
    vowels = [i for i, letter in enumerate(rhyme) if letter in _VOWELS]
    # The tone stands on the last vowel of a closed rhyme, else on the last but one.
    closed = rhyme[-1] not in _VOWELS
    at = vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return unicodedata.normalize("NFC", onset + rhyme[: at + 1] + tone + rhyme[at + 1 :])


def upland(rng: random.Random) -> str:
    """Return a syllable as names of the highlands have them, with a capital."""
    return rng.choice(_FOREIGN) + rng.choice(_FOREIGN_ENDS)
