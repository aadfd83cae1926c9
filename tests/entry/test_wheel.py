"""`pip install .` away from the checkout: what is built and not committed must be inside the wheel."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIST = "src/diwan/entry/web/static/dist"

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


def _run(*command: object, cwd: Path, path: str = "/usr/bin:/bin") -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": path, "HOME": os.environ.get("HOME", str(cwd)), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """From the committed files and the front end that `make setup` built; pip brings the build requirements alone."""
    clone, out = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("out")
    _run("git", "archive", "-o", out / "clone.tar", "HEAD", cwd=ROOT, path=os.environ["PATH"])
    _run("tar", "xf", out / "clone.tar", cwd=clone)
    shutil.copytree(ROOT / DIST, clone / DIST)
    _run(sys.executable, "-m", "venv", out / "builder", cwd=out)
    _run(out / "builder/bin/pip", "wheel", "--no-deps", "--wheel-dir", out, clone, cwd=out)
    return next(out.glob("diwan-*.whl"))


def test_the_wheel_holds_what_is_built_and_what_is_read_at_run_time(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(wheel.parent / "clone.tar") as clone:  # not the checkout: somebody may be working there
        committed = {
            member.name for member in clone if member.isfile() and member.name.startswith("src/diwan/")
        }
    assert {name.removeprefix("src/") for name in committed} - held == set()
    for name in (
        "diwan/process/data/gazetteer_keys.bin",
        "diwan/process/data/gazetteer_places.bin",
        "diwan/entry/web/static/dist/.vite/manifest.json",
        *(f"diwan/entry/web/locale/{language}/LC_MESSAGES/django.mo" for language in ("ar", "fa", "ru")),
    ):
        assert name in held


def test_the_installed_command_reads_reports_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    _run(tmp_path / "venv/bin/pip", "install", "--quiet", wheel, cwd=tmp_path)
    report = {
        "id": "one",
        "text": "وصلت قافلة من عشرين شاحنة إلى الخرطوم أمس.",
        "published": "2021-01-05T06:00:00Z",
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(report, ensure_ascii=False))
    told = _run(tmp_path / "venv/bin/diwan", "brief", "one.jsonl", "--format", "json", cwd=tmp_path)
    assert "Khartoum" in told or "379252" in told  # the place was found in the compiled gazetteer
    assert "diwan" in _run(tmp_path / "venv/bin/diwan", "--help", cwd=tmp_path)
