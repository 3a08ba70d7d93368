"""Every error that donthu tells a person about.

::

    DonthuError
    ├── InputError          exit status 1: the paper has a problem
    │   ├── Encrypted  Corrupt  Empty  TooLarge  Unsupported  Unreadable  TimedOut
    │   └── StateSecret  ServiceFailed  NoConverter
    ├── WorkError           exit status 1: a named case, template or access has a problem
    │   ├── UnknownCase  UnknownForm  UnfitForm  BrokenTemplate  LeakingDraft  AccessRefused
    │   ├── UnknownRule  UnknownEvent  UnfitEvent
    │   ├── Refused: UnknownPerson  NotAllowed
    │   └── AlreadyRunning  DeskInUse  KeyChanging  DamagedRegister
    └── UsageError          exit status 2: called or configured wrongly
        └── BadSettings  BadCalendar  BadPlaces  LostKey  NoOffice

A sentence never quotes the paper and never holds a file's name: errors travel into logs.
Whoever shows an error knows which file it is about and puts the name beside it.
"""

from typing import ClassVar

from pipeline.messages import say


class DonthuError(Exception):
    """An error with a ``code``, an ``exit_status`` (1 or 2) and a sentence that says what to do."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1
    vi: ClassVar[str] = "Có lỗi khi xử lý."
    en: ClassVar[str] = "Something went wrong."

    def __init__(self, **details: str | int) -> None:
        self.details = details
        super().__init__(self.code)

    @property
    def message(self) -> str:
        """The sentence in the user's language."""
        return say(self.vi, self.en).format(**self.details)

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders: keyword details must survive pickling.
        return _rebuild, (type(self), self.details)


def _rebuild(kind: type[DonthuError], details: dict[str, str | int]) -> DonthuError:
    return kind(**details)


class InputError(DonthuError):
    """The paper can't be taken in; it goes to ``inbox/_loi/`` with this sentence beside it."""

    code = "unreadable"


class Encrypted(InputError):
    code = "encrypted"
    vi = (
        "Tệp được đặt mật khẩu nên không đọc được. "
        "Hãy mở tệp, bỏ mật khẩu (hoặc in ra rồi quét lại) và thả lại vào inbox."
    )
    en = "The file is protected by a password. Remove it (or print and scan) and drop it again."


class Corrupt(InputError):
    code = "corrupt"
    vi = "Tệp bị hỏng hoặc chép chưa xong. Hãy chép lại từ bản gốc, hoặc quét lại tờ đơn."
    en = "The file is damaged or was copied only in part. Copy it again or scan the paper again."


class Empty(InputError):
    code = "empty"
    vi = "Tệp không có nội dung. Hãy kiểm tra lại tờ đơn gốc và quét lại."
    en = "The file is empty. Check the paper and scan it again."


class TooLarge(InputError):
    code = "too_large"
    vi = (
        "Tệp quá lớn: {found} {unit}, giới hạn là {limit} {unit}. "
        "Hãy tách thành nhiều tệp, quét ở độ phân giải 300 dpi, hoặc nhờ quản trị nâng giới hạn."
    )
    en = "The file is too large: {found} {unit}, the limit is {limit} {unit}. Split it or rescan."


ACCEPTED = (
    "PDF, Word (.docx, .doc), .odt, .rtf, văn bản (.txt), ảnh JPG, PNG, TIFF, WEBP, HEIC, "
    "thư điện tử (.eml)"
)
"""The kinds of file that are taken, as the sentence of ``Unsupported`` names them."""


class Unsupported(InputError):
    code = "unsupported"
    vi = "Không nhận loại tệp này. Hãy dùng {accepted}."
    en = "This kind of file is not taken. Use {accepted}."


class OutlookFile(Unsupported):
    """A mail in Outlook's own format, which says little without Outlook."""

    vi = (
        "Không nhận thư lưu theo kiểu riêng của Outlook (.msg). Hãy lưu thư thành .eml, "
        "hoặc in thư ra PDF và lưu riêng các tệp đính kèm, tất cả vào một thư mục, rồi thả lại."
    )
    en = "Outlook's .msg is not taken. Save the mail as .eml, or as PDF beside its attachments."


class Unreadable(InputError):
    code = "unreadable"
    vi = "Không đọc được chữ nào trên giấy. Hãy quét lại rõ hơn (300 dpi, đặt giấy thẳng, đủ sáng)."
    en = "No text could be read. Scan the paper again (300 dpi, straight, well lit)."


class TimedOut(InputError):
    code = "timeout"
    vi = "Đọc tệp quá {seconds} giây nên đã dừng. Hãy tách tệp thành nhiều phần rồi thả lại."
    en = "Reading took more than {seconds} seconds and was stopped. Split the file and try again."


class StateSecret(InputError):
    code = "state_secret"
    vi = (
        "Giấy có dấu chỉ độ mật «{mark}». Máy này không được giữ tài liệu bí mật nhà nước: "
        "donthu đã dừng và không lưu gì của tệp. "
        "{keeper} phải đưa tệp ra khỏi máy này ngay và xử lý theo quy định bảo vệ bí mật nhà nước."
    )
    en = (
        "The paper bears the secrecy mark «{mark}». State secrets may not be kept on this machine: "
        "nothing of the file was stored. {keeper} must take it off this machine at once."
    )


class ServiceFailed(InputError):
    """The fault is the machine's: every retry failed, the paper itself may be in order."""

    code = "service_failed"
    vi = (
        "donthu đã thử nhiều lần nhưng không xử lý được tệp này vì lỗi của máy (đĩa đầy, mất quyền "
        "ghi…). Tệp còn nguyên. Hãy báo quản trị chạy `donthu doctor`, rồi thả tệp lại vào inbox."
    )
    en = "Every retry failed because of the machine, not the file. See `donthu doctor`; drop again."


class NoConverter(InputError):
    """The machine lacks LibreOffice; the paper itself may be in order."""

    code = "no_converter"
    vi = (
        "Máy này chưa cài LibreOffice nên chưa đọc được tệp .doc, .odt, .rtf. Tệp còn nguyên. "
        "Hãy báo quản trị cài gói {package}, rồi thả tệp lại vào inbox."
    )
    en = "Needs LibreOffice, which this machine lacks: install {package}, then drop the file again."


class WorkError(DonthuError):
    """Something that a command names has a problem."""


class UnknownCase(WorkError):
    code = "unknown_case"
    vi = "Không có vụ việc số {case} trong sổ. Xem danh sách bằng `donthu register list`."
    en = "There is no case {case} in the register. See `donthu register list`."


class UnknownForm(WorkError):
    code = "unknown_form"
    vi = "Không có mẫu «{form}». Các mẫu hiện có: {known}."
    en = "There is no form «{form}». Known forms: {known}."


class UnfitForm(WorkError):
    code = "unfit_form"
    vi = "Mẫu «{form}» không dùng cho loại đơn «{kind}»."
    en = "The form «{form}» is not for a petition of the kind «{kind}»."


class UnknownRule(WorkError):
    code = "unknown_rule"
    vi = (
        "Không có quy tắc thời hạn «{rule}» áp dụng cho ngày {day}. "
        "Xem danh sách bằng `donthu deadline rules`."
    )
    en = "There is no rule «{rule}» for {day}. See `donthu deadline rules`."


class UnknownEvent(WorkError):
    code = "unknown_event"
    vi = (
        "Không có sự kiện «{event}» cho loại đơn của vụ việc {case}. "
        "Xem danh sách bằng `donthu case event {case}`."
    )
    en = "There is no event «{event}» for the kind of case {case}. See `donthu case event {case}`."


class UnfitEvent(WorkError):
    code = "unfit_event"
    vi = "Không ghi được sự kiện «{event}»: {why}"
    en = "The event «{event}» can't be recorded: {why}"


class BrokenTemplate(WorkError):
    code = "broken_template"
    vi = (
        "Mẫu «{template}» bị lỗi ở {place}: {fault} Nếu là mẫu riêng của cơ quan, "
        "hãy sửa mẫu trong Word, hoặc xóa tệp để dùng mẫu có sẵn."
    )
    en = "The template «{template}» is broken at {place}: {fault} Mend or delete the office's own."


class LeakingDraft(WorkError):
    """A finished draft held what must not be printed on it, and was thrown away."""

    code = "leaking_draft"
    vi = (
        "Không soạn mẫu «{form}» vì bản soạn ra {found}. Văn bản này không được mang điều làm lộ "
        "người tố cáo (Điều 8, Điều 56 Luật Tố cáo). {remedy}"
    )
    en = "«{form}» was not drafted: it {found}, which must not be printed there. {remedy}"


class AccessRefused(WorkError):
    code = "access_refused"
    vi = "Thông tin này được giữ bí mật; người xem phải nêu tên bằng `--as` và lý do được ghi lại."
    en = "This is kept secret; name the reader with `--as`: the access is logged."


class Refused(WorkError):
    """Somebody asked for what is not theirs; written into the access log.

    ``details`` hold ``name``, and for the log ``case`` and ``purpose``.
    """


class UnknownPerson(Refused):
    code = "unknown_person"
    vi = (
        "«{name}» không có trong danh sách người dùng (mục [[people]] của donthu.toml). Hãy ghi "
        "đúng họ tên sau `--as`, hoặc nhờ quản trị khai tên và vai trò. Lần này đã được ghi lại."
    )
    en = "«{name}» is not among [[people]] of donthu.toml. This attempt was logged."


class NotAllowed(Refused):
    code = "not_allowed"
    vi = (
        "«{name}» ({role}) không được {what}; việc này dành cho {roles}. Hãy nhờ người có quyền "
        "làm. Lần này đã được ghi lại."
    )
    en = "«{name}» ({role}) may not do this ({what}): {roles}. This attempt was logged."


class AlreadyRunning(WorkError):
    code = "already_running"
    vi = "donthu đang chạy ở thư mục này rồi. Mỗi thư mục chỉ chạy một dịch vụ."
    en = "donthu already runs in this folder. One service a folder."


class DeskInUse(WorkError):
    code = "desk_in_use"
    vi = (
        "Có dịch vụ hoặc lệnh donthu khác đang dùng thư mục này. Hãy dừng dịch vụ, chờ các lệnh "
        "khác chạy xong, rồi chạy lại."
    )
    en = "The service or another command works in this folder. Stop it, then run this again."


class KeyChanging(WorkError):
    code = "key_changing"
    vi = "Đang đổi khóa ở thư mục này. Hãy chờ `donthu key rotate` chạy xong rồi làm lại."
    en = "The key is being changed. Wait for `donthu key rotate` to end, then run this again."


class DamagedRegister(WorkError):
    code = "damaged_register"
    vi = (
        "Sổ (data/register.sqlite) bị hỏng nên không mở được. Hãy dừng donthu, giữ riêng tệp hỏng "
        "và chép lại thư mục data từ bản sao lưu."
    )
    en = (
        "The register (data/register.sqlite) is damaged. Stop donthu and restore data/ from backup."
    )


class UsageError(DonthuError):
    """Called or configured wrongly."""

    exit_status = 2


class BadSettings(UsageError):
    code = "bad_settings"
    vi = "Tệp donthu.toml sai ở mục «{key}»: {fault}"
    en = "donthu.toml is wrong at «{key}»: {fault}"


class BadCalendar(UsageError):
    code = "bad_calendar"
    vi = "Bảng ngày nghỉ riêng của cơ quan ({file}) đọc không được: {fault}. Hãy sửa hoặc xóa tệp."
    en = "The office's own table of days off ({file}) can't be read: {fault}. Mend or delete it."


class BadPlaces(UsageError):
    """``entry`` counts from 1; 0 is the file as a whole."""

    code = "bad_places"
    vi = (
        "Bảng tên xã, phường cũ và mới của cơ quan (places.toml) sai ở mục [[commune]] thứ "
        "{entry}: {fault}. Hãy sửa mục ấy rồi chạy lại."
    )
    en = "The office's table of communes (places.toml) is wrong at [[commune]] {entry}: {fault}."

    @property
    def message(self) -> str:
        if self.details["entry"] == 0:
            return say(
                f"Bảng tên xã, phường cũ và mới của cơ quan (places.toml): {self.details['fault']}."
                " Hãy sửa tệp rồi chạy lại.",
                f"The office's table of communes (places.toml): {self.details['fault']}.",
            )
        return super().message


class LostKey(UsageError):
    code = "lost_key"
    vi = (
        "Thư mục data đã có dữ liệu nhưng không thấy tệp khóa {key}. donthu không lập khóa mới vì "
        "khóa mới không mở được dữ liệu cũ. Hãy chép lại tệp khóa từ bản cất giữ."
    )
    en = "data/ holds data but the key file {key} is gone. Put its copy back: a new key opens none."


class NoOffice(UsageError):
    code = "no_office"
    vi = "Thư mục này chưa phải nơi làm việc của donthu. Hãy chạy `donthu init` trước."
    en = "This folder is not an office's folder yet. Run `donthu init` first."
