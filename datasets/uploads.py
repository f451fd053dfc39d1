"""Where an uploaded file waits: streamed to a private folder under a random name, refused early where too large."""

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

WORKBOOK_STARTS = (b"PK", b"\xd0\xcf\x11\xe0")
HEAD = 8192
# What a form's other fields and its boundaries may add to the length of the body.
OTHER_FIELDS = 64 * 1024
# A body beyond this is not even read to its end.
HOPELESS = 2


def path_of(stored_as: str) -> Path:
    return Path(settings.UPLOAD_ROOT) / stored_as


def delete_file(stored_as: str) -> None:
    if stored_as:
        path_of(stored_as).unlink(missing_ok=True)


class StoredUpload(UploadedFile):
    """A file that lies in the private folder. It is deleted when the request ends, unless somebody keeps it.

    `given_name` is what its owner called it: to be looked at once for identifiers, never stored or logged."""

    def __init__(self, stored_as: str, head: bytes, size: int, sha256: str, given_name: str, **described):
        super().__init__(file=None, name="data", size=size, **described)
        self.stored_as, self.head, self.sha256, self.given_name = stored_as, head, sha256, given_name
        self.kept = False

    def keep(self) -> None:
        self.kept = True

    def close(self) -> None:
        if not self.kept:
            delete_file(self.stored_as)


class PrivateUpload(FileUploadHandler):
    """Writes each file of a form to the private folder as it arrives. A file over the limit of its kind leaves nothing
    behind; its kind, workbook or text, is judged by its first bytes. `request.upload_refused` then says why."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 (Django's name)
        self.body_length = content_length or 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.stored_as, self.out, self.head = "", None, b""
        self.size, self.limit, self.digest = 0, settings.LARGEST_TEXT_UPLOAD, hashlib.sha256()
        self._check(self.body_length - OTHER_FIELDS)

    def receive_data_chunk(self, raw_data, start):
        if self.out is None:
            if raw_data.startswith(WORKBOOK_STARTS):
                self.limit = settings.LARGEST_WORKBOOK_UPLOAD
            self._check(self.body_length - OTHER_FIELDS)
            self._open()
        self.size += len(raw_data)
        self._check(self.size)
        self.head += raw_data[: HEAD - len(self.head)]
        self.digest.update(raw_data)
        self.out.write(raw_data)

    def file_complete(self, file_size):
        if self.out:
            self.out.close()
        return StoredUpload(
            self.stored_as,
            self.head,
            self.size,
            self.digest.hexdigest(),
            given_name=self.file_name or "",
            content_type=self.content_type,
            charset=self.charset,
        )

    def upload_interrupted(self):
        self._discard()

    def _open(self):
        self.stored_as = secrets.token_hex(16)
        path = path_of(self.stored_as)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        self.out = path.open("r+b")

    def _check(self, size: int):
        if size <= self.limit:
            return
        self._discard()
        self.request.upload_refused = too_large(self.limit)
        if self.body_length > HOPELESS * settings.LARGEST_TEXT_UPLOAD:
            raise StopUpload(connection_reset=True)
        raise SkipFile

    def _discard(self):
        if getattr(self, "out", None):
            self.out.close()
            delete_file(self.stored_as)
            self.out = None


def too_large(limit: int) -> str:
    what = "A workbook" if limit == settings.LARGEST_WORKBOOK_UPLOAD else "A text file"
    return (
        f"The file is too large. {what} can be at most {limit // 1024**2} MB. "
        "Leave out the columns you do not need, or part it by year."
    )
