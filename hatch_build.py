"""Puts into the wheel what is built and not committed: front end, gazetteer, compiled messages.

An editable install (`make setup`) skips this; the Makefile builds the same things with the same commands.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class Build(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or self.target_name != "wheel":
            return
        self._front_end()
        for module in ("diwan.process.compile_gazetteer", "diwan.entry.web.compile_messages"):
            subprocess.run([sys.executable, "-m", module], cwd=ROOT / "src", check=True)

    def _front_end(self) -> None:
        built = (
            *("entry/web/static/dist/.vite/manifest.json", "coordinate/data/land.json"),
            "share/data/fonts/IBMPlexSansArabic_600SemiBold.ttf",  # the last of them
        )
        if all((ROOT / "src/diwan" / each).exists() for each in built):
            return
        if shutil.which("npm") is None:
            raise SystemExit(
                "The front end is not built and npm is missing. Run `make setup` where Node.js is, "
                "or install a released wheel, which contains it."
            )
        for command in (["npm", "ci", "--no-audit", "--no-fund"], ["npm", "run", "build"]):
            subprocess.run(command, cwd=ROOT / "frontend", check=True)
