"""An access log that an earlier version wrote stays readable."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from pipeline.register import database
from pipeline.secrecy.access import accesses


def test_lines_of_an_earlier_version_were_openings(tmp_path: Path) -> None:
    engine = database.open_engine(f"sqlite:///{tmp_path / 'register.sqlite'}")
    config = Config()
    migrations = Path(database.__file__).parent / "migrations"
    config.set_main_option("script_location", migrations.as_posix())
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(
            text(
                "INSERT INTO access_log (id, at, reader, purpose, owner, secret_id) VALUES"
                " ('a', '2026-11-20 08:00:00.000000', 'Trần Thị Soát', 'xem', '2026-000001', 's')"
            )
        )
    database.migrate(engine)
    with database.sessions(engine).begin() as session:
        [line] = accesses(session)
    engine.dispose()
    assert (line.reader, line.case, line.outcome, line.values) == (
        *("Trần Thị Soát", "2026-000001"),
        *("opened", 1),
    )
