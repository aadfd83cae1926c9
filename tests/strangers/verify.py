"""`make verify`: a throwaway centre's logs, checked by us and by strangers; then tampered with, and caught.

python tests/strangers/verify.py [--seed N] [--draws N]
"""

import argparse
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from diwan.ledger import verifying
from strangers.random_tampers import random_tamper
from strangers.tampers import Files, Tamper, named_tampers, read_files, with_sums
from strangers.throwaway import Throwaway, throwaway_centre

GO = Path(__file__).parent.parent.parent / "var" / "strangers" / "verify"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    asked.add_argument("--draws", type=int, default=200)
    given = asked.parse_args()
    home = Path(tempfile.mkdtemp(prefix="diwan-verify-"))
    try:
        with throwaway_centre(home) as centre:
            check_whole(centre)
            tried, caught = check_named(centre, home)
        more, also_caught = check_random(centre, home, given.seed, given.draws)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"{tried + more} tampers, {caught + also_caught} caught")
    return 0 if tried + more == caught + also_caught else 1


def check_whole(centre: Throwaway) -> None:
    """All three hold the untouched logs to be whole, or there is nothing to compare with."""
    state = verifying.State()
    for folder in (centre.early, centre.whole):
        report = verifying.verify_logs(verifying.Folder(folder), verifying.Wanted(state=state, cores=1))
    records = sum(log.size for log in report.logs)
    print(f"(a) diwan: {records} records in {len(report.logs)} logs hold,", end=" ")
    print(f"{sum(log.disclosed for log in report.logs)} of them read, all witnessed: {report.is_witnessed}")
    answer = _go(centre.whole / "index.json", centre.whole, centre.early)
    if answer.returncode:
        sys.exit(f"(b) Go: {answer.stdout}{answer.stderr}")
    print(f"(b) Go's note and tlog: {answer.stdout.strip()}")
    from strangers.with_sigstore import verify_with_sigstore

    print(f"(c) sigstore's checkpoint and Merkle code: {verify_with_sigstore(centre.whole)} records hold")


def check_named(centre: Throwaway, home: Path) -> tuple[int, int]:
    state = _seen(centre.whole)
    tried = caught = 0
    for tamper in named_tampers(centre):
        folder = home / "tampered"
        _write(folder, with_sums(tamper.files))
        said = _ours(folder, verifying.State() if tamper.is_first_look else state)
        # The old export replayed is checked with the index of the new one: that is what one trusts by then.
        seen = () if tamper.is_first_look else (centre.whole,)
        go = _go(centre.whole / "index.json", folder, *seen)
        is_caught = said is not None and _names(said, tamper)
        is_caught = is_caught and (not tamper.go or (go.returncode == 1 and tamper.log in go.stdout))
        tried, caught = tried + 1, caught + is_caught
        print(f"{'caught' if is_caught else 'MISSED'}: {tamper.name}")
        print(f"  (a) {said}\n  (b) {go.stdout.strip() if tamper.go else 'out of its reach'}")
    return tried, caught


def check_random(centre: Throwaway, home: Path, seed: int, draws: int) -> tuple[int, int]:
    print(f"{draws} tampers at random, seed {seed}", flush=True)
    shares = [(centre.whole, centre.early, home / f"random-{n}", range(n, draws, 2), seed) for n in (0, 1)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        missed = [words for found in workers.map(_draw, shares) for words in found]
    for words in missed:
        print(f"MISSED: {words}")
    return draws, draws - len(missed)


def _draw(share: tuple[Path, Path, Path, range, int]) -> list[str]:
    """The tampers of this share that were not caught."""
    whole_folder, early_folder, folder, numbers, seed = share
    whole, early = read_files(whole_folder), read_files(early_folder)
    state, missed = _seen(whole_folder), []
    _write(folder, whole)
    for number in numbers:
        words, files = random_tamper(f"{seed} {number}", whole, early)
        with _changed(folder, whole, files):
            if _ours(folder, state) is None:
                missed.append(f"number {number}: {words}")
    return missed


def _seen(folder: Path) -> verifying.State:
    state = verifying.State()
    verifying.verify_logs(verifying.Folder(folder), verifying.Wanted(state=state, cores=1))
    return state


def _ours(folder: Path, state: verifying.State) -> verifying.LogWrong | None:
    # A tamper that passes must not be remembered as the truth.
    wanted = verifying.Wanted(state=verifying.State(dict(state.centres)), cores=1)
    try:
        verifying.verify_logs(verifying.Folder(folder), wanted)
    except verifying.LogWrong as wrong:
        return wrong
    return None


def _names(said: verifying.LogWrong, tamper: Tamper) -> bool:
    named = (said.log, said.file, said.record)
    return named == (tamper.log, tamper.file, tamper.record) and tamper.says in said.what


def _go(*arguments: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([GO, *arguments], capture_output=True, text=True, check=False)


def _write(folder: Path, files: Files) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        _put(folder / path, data)


@contextmanager
def _changed(folder: Path, before: Files, after: Files) -> Iterator[None]:
    """Only what differs is written, and put back."""
    differing = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    if _must_write_all(before, after):
        _write(folder, after)
        yield
        _write(folder, before)
        return
    for path in differing:
        _put(folder / path, after.get(path))
    yield
    for path in differing:
        _put(folder / path, before.get(path))


def _must_write_all(before: Files, after: Files) -> bool:
    """A file may stand where a folder stood."""
    fresh = [path for path in after if path not in before]
    return any(
        other.startswith(f"{path}/") or path.startswith(f"{other}/") for path in fresh for other in before
    )


def _put(place: Path, data: bytes | None) -> None:
    if data is None:
        place.unlink()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
