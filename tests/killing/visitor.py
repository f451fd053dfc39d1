"""Somebody who signs in and uploads over HTTP, slowly enough that a process can be killed in the middle."""

import re
import secrets
import time
from dataclasses import dataclass, field

import requests

CHUNK = 64 * 1024
PATIENCE = 60


@dataclass
class Visitor:
    """One signed-in person. Answers that never came are None."""

    address: str
    email: str
    password: str
    session: requests.Session = field(default_factory=requests.Session)

    def sign_in(self) -> None:
        page = self.get("/accounts/login/")
        answer = self.post("/accounts/login/", page, {"login": self.email, "password": self.password})
        assert answer.status_code == 302, f"signing in answered {answer.status_code}"

    def get(self, path: str) -> requests.Response:
        return self.session.get(f"{self.address}{path}", timeout=PATIENCE)

    def post(self, path: str, page: requests.Response, data: dict[str, str]) -> requests.Response:
        data = data | {"csrfmiddlewaretoken": token_of(page)}
        headers = {"Referer": f"{self.address}{path}"}
        return self.session.post(
            f"{self.address}{path}", data=data, headers=headers, timeout=PATIENCE, allow_redirects=False
        )

    def upload(self, project_id, fields: dict[str, str], content: bytes, seconds: float = 0) -> str | None:
        """The address of the new dataset's page, or None where the connection broke. The file takes some seconds."""
        path = f"/projects/{project_id}/data/upload/"
        try:
            page = self.get(path)
            body, kind = form_of(fields | {"csrfmiddlewaretoken": token_of(page)}, content)
            headers = {"Referer": f"{self.address}{path}", "Content-Type": kind, "Content-Length": str(len(body))}
            answer = self.session.post(
                f"{self.address}{path}",
                data=slowly(body, seconds),
                headers=headers,
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException:
            return None
        if answer.status_code >= 500:
            return None
        errors = re.findall(r'<a href="#[^"]*">([^<]+)</a>', answer.text)
        assert answer.status_code == 302, f"the upload answered {answer.status_code}: {errors}"
        return answer.headers["Location"]


def token_of(page: requests.Response) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    if found is None:
        raise requests.RequestException(f"no form on the page: {page.status_code}")
    return found[1]


def form_of(fields: dict[str, str], content: bytes) -> tuple[bytes, str]:
    """The body of a form with a file, the file last as on our page, and its kind."""
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    named = 'Content-Disposition: form-data; name="file"; filename="export.csv"'
    head = "".join(parts) + f"--{edge}\r\n{named}\r\nContent-Type: text/csv\r\n\r\n"
    return head.encode() + content + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


class slowly:  # noqa: N801 - reads as a verb where it is used
    """A body that arrives over some seconds. It knows its length, so that it is not sent in chunks."""

    def __init__(self, body: bytes, seconds: float):
        self.body, self.pause = body, seconds * CHUNK / max(1, len(body))

    def __len__(self) -> int:
        return len(self.body)

    def __iter__(self):
        for start in range(0, len(self.body), CHUNK):
            yield self.body[start : start + CHUNK]
            time.sleep(self.pause)
