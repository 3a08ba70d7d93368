"""Full-text search over a folded column: «do thi hoa» finds «Đỗ Thị Hoà».

FTS5's own folding leaves đ alone, so both sides are folded by :func:`pipeline.text.unicode.fold`.
"""

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from pipeline.text.unicode import fold


def index_case(session: Session, number: str, texts: Iterable[str]) -> None:
    """Replace what the search knows of a case. The caller gives no text of a secret paper."""
    session.execute(text("DELETE FROM case_search WHERE number = :number"), {"number": number})
    session.execute(
        text("INSERT INTO case_search (number, folded) VALUES (:number, :folded)"),
        {"number": number, "folded": "\n".join(fold(t) for t in texts if t)},
    )


def find_cases(session: Session, query: str, limit: int = 50) -> list[str]:
    """Return the numbers of the cases that hold every word of the query, best first."""
    # quoted, every sign of FTS5's own query language is plain text; a quote or NUL would end it
    words = [
        "".join(c for c in word if c.isprintable() and c != '"') for word in fold(query).split()
    ]
    match = " ".join(f'"{word}"' for word in words if word)
    if not match:
        return []
    rows = session.execute(
        text(
            "SELECT number FROM case_search WHERE case_search MATCH :match"
            " ORDER BY rank, number LIMIT :limit"
        ),
        {"match": match, "limit": limit},
    )
    return [row.number for row in rows]
