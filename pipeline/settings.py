"""The office's settings: ``donthu.toml`` and ``DONTHU_*`` environment, as one frozen value.

The environment wins over the file; ``DONTHU_INTAKE__QUIET_SECONDS=1`` sets
``[intake] quiet_seconds``. The folder itself is ``DONTHU_HOME`` (default: the current folder).
"""

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import BadSettings, NoOffice

SETTINGS_FILE = "donthu.toml"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Superior(_Section):
    """The body above the office, which settles second complaints and those about the head."""

    name: str = ""
    head_title: str = "Chủ tịch"


class Office(_Section):
    """Who the office is: printed on every draft and used to judge competence."""

    name: str = "Ủy ban nhân dân xã (chưa đặt tên)"
    parent: str = ""
    """Printed above the name (cơ quan chủ quản trực tiếp); empty for none."""
    level: Literal["commune", "department", "province"] = "commune"
    province: str = ""
    place: str = "…………"
    """Địa danh of the date line."""
    symbol: str = "UBND"
    """The office's abbreviation in document symbols."""
    unit: str = "Văn phòng"
    """The unit that drafts."""
    unit_symbol: str = "VP"
    head_title: str = "Chủ tịch"
    signature: tuple[str, ...] = ("CHỦ TỊCH",)
    """The lines above the signature, such as «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH»."""
    signer: str = ""
    """Full name printed under the signature; empty leaves it to be filled in."""
    units: tuple[str, ...] = ()
    """Units and posts inside the office or managed by its head."""
    aliases: tuple[str, ...] = ()
    """Other names that papers use for the office."""
    fields: tuple[str, ...] = ()
    """What the office is in charge of («đất đai», «môi trường»); empty for everything."""
    territory: tuple[str, ...] = ()
    """Places inside the office's area: communes of a province, former communes of a commune."""
    subordinates: tuple[str, ...] = ()
    """Bodies directly below: their heads settle first, this office's head settles next."""
    superior: Superior = Superior()
    secrecy_keeper: str = "Người phụ trách bảo vệ bí mật nhà nước của cơ quan"
    """Who takes a paper with a state-secrecy mark off the machine."""


class Intake(_Section):
    """How the inbox is watched, and what is too much for it."""

    quiet_seconds: float = Field(default=2.0, gt=0)
    """A file is taken when its size and time have not changed for this long."""
    rescan_seconds: float = Field(default=30.0, gt=0)
    polling: bool = False
    """True for a network share, whose changes raise no events."""
    assumed_source: Literal["post", "direct", "forwarded"] = "post"
    max_bytes: int = Field(default=200_000_000, gt=0)
    max_pages: int = Field(default=500, gt=0)
    max_pixels: int = Field(default=120_000_000, gt=0)
    """Of one page image."""
    timeout_seconds: int = Field(default=7200, gt=0)
    """For reading one file: the limit of bytes and pages lets 500 scans through."""
    page_timeout_seconds: int = Field(default=180, gt=0)
    """For one page of a file, or for opening it."""


class Reading(_Section):
    """The reader's workers and the data of its OCR."""

    workers: int = Field(default=0, ge=0)
    """Reader processes; 0 means one for each processor core."""
    tessdata: Path | None = None
    """Folder of ``vie.traineddata``; None looks where Debian puts it."""


class Law(_Section):
    """The office's own choices where the law leaves room or donthu's source is unverified."""

    confirmed_calendars: tuple[int, ...] = ()
    """Years whose days off a person has compared with the official calendar."""
    recommendation_working_days: int = Field(default=10, gt=0)
    """Days to answer a recommendation: no general limit of the law was found."""
    soon_working_days: int = Field(default=3, ge=0)
    """So many working days ahead a deadline counts as near."""
    report_due_day: int | None = Field(default=None, ge=1, le=28)
    """Day of the month on which periodic reports are due; None takes the law's for the level."""


Role = Literal["clerk", "officer", "leader", "administrator"]
"""Văn thư, chuyên viên, lãnh đạo, quản trị."""


class NamedPerson(_Section):
    """Somebody who works with donthu, as named after ``--as``."""

    name: str = Field(min_length=1, max_length=200)
    role: Role


class Rights(_Section):
    """The roles that keep a right, where the office grants it to fewer than donthu does.

    None leaves donthu's own table (``pipeline/secrecy/rights.toml``); a role that has the right
    not there can't be given it here.
    """

    open_secret: tuple[Role, ...] | None = None
    draft_named: tuple[Role, ...] | None = None
    record: tuple[Role, ...] | None = None
    read_log: tuple[Role, ...] | None = None
    rotate_key: tuple[Role, ...] | None = None


class Settings(BaseSettings):
    """Everything that the office decides. Frozen; load it with :func:`load`."""

    model_config = SettingsConfigDict(
        env_prefix="DONTHU_", env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    home: Path
    office: Office = Office()
    intake: Intake = Intake()
    reading: Reading = Reading()
    law: Law = Law()
    people: tuple[NamedPerson, ...] = ()
    """Who may work with donthu; empty lets everybody who gives a name."""
    rights: Rights = Rights()
    key_file: Path = Path("donthu.key")
    """The encryption key, relative to the office's folder. It never stands in ``data/``, so that
    a copy of the data without the key opens nothing."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        home = init_settings().get("home", Path())
        toml = TomlConfigSettingsSource(settings_cls, Path(home) / SETTINGS_FILE)
        return init_settings, env_settings, toml

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    @property
    def outbox(self) -> Path:
        return self.home / "outbox"

    @property
    def templates(self) -> Path:
        return self.home / "templates"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def key_path(self) -> Path:
        return self.home / self.key_file

    @property
    def database_url(self) -> str:
        return f"sqlite:///{(self.data / 'register.sqlite').as_posix()}"


def home_folder() -> Path:
    """Return the office's folder: ``DONTHU_HOME``, else the current folder, absolute."""
    return Path(os.environ.get("DONTHU_HOME", ".")).absolute()


def load(home: Path | None = None, *, must_exist: bool = True) -> Settings:
    """Load the settings of an office's folder.

    Raises ``NoOffice`` when the folder has no ``donthu.toml`` (unless ``must_exist`` is false),
    ``BadSettings`` naming the key that is wrong.
    """
    home = (home or home_folder()).absolute()
    if must_exist and not (home / SETTINGS_FILE).is_file():
        raise NoOffice
    try:
        return Settings(home=home)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or SETTINGS_FILE
        raise BadSettings(key=key, fault=first["msg"]) from None
    except ValueError as error:  # the file is not TOML
        raise BadSettings(key=SETTINGS_FILE, fault=str(error)) from None
