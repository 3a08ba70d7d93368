# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
"""Our own tokenizer: runs of letters, runs of digits, single marks; ``doc.text == text``.

spaCy's Vietnamese default needs pyvi, and without pyvi it cuts at white space only, so that
``12/QĐ-UBND,`` is one token and no span inside it can be marked. Here every place where letters,
digits and marks meet is a token border.
"""

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TOKENIZER = "donthu.PunctuationTokenizer.v1"
TEXT = "text"
"""Key of ``doc.user_data`` under which the tokenizer leaves the text."""

# A run is cut at 64 characters: lexical attributes of one huge token cost more than linear time.
_TOKEN = re.compile(r"[^\W\d_]{1,64}|\d{1,64}|\s+|.", re.DOTALL)


def split(text: str) -> tuple[list[str], list[bool]]:
    """Return the tokens and, for each, whether one plain space follows it."""
    words: list[str] = []
    spaces: list[bool] = []
    for token in _TOKEN.findall(text):
        if token[0] == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
            token = token[1:]
            if not token:
                continue
        words.append(token)
        spaces.append(False)
    return words, spaces


class PunctuationTokenizer:
    """Called by spaCy with the text of a document."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, spaces = split(text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        # ``doc.text`` is put together of its tokens at every call; the components read this.
        doc.user_data[TEXT] = text
        return doc

    def __reduce__(self) -> tuple[object, ...]:
        return PunctuationTokenizer, (self.vocab,)


@registry.tokenizers(TOKENIZER)
def create_tokenizer() -> Callable[[Language], PunctuationTokenizer]:
    def make(nlp: Language) -> PunctuationTokenizer:
        return PunctuationTokenizer(nlp.vocab)

    return make
