"""What an operator or a programmer can touch stands in `docs/`, and what stands there exists."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from diwan import analyse, process
from diwan.core.reading import Report
from diwan.entry import wiring
from diwan.entry.cli import reference

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "diwan"
REFERENCE = ROOT / "docs" / "reference"
SETTING = re.compile(r"DIWAN_[A-Z0-9_]+|DATABASE_URL")
# Of other programs; Diwan sets them for its own process.
OTHERS_SETTINGS = {"DJANGO_SETTINGS_MODULE"}


def rows_of(page: str) -> dict[str, list[str]]:
    """First cell (without its marks) -> the other cells, of every table of the page."""
    rows = {}
    for line in (REFERENCE / page).read_text("utf-8").splitlines():
        if line.startswith("| `"):
            first, *others = (cell.strip() for cell in line.strip().strip("|").split(" | "))
            rows[first.strip("`")] = others
    return rows


def words_in_marks(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def calls_in(folder: Path):
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            yield file, node


def settings_named_in(folder: Path) -> set[str]:
    return {
        node.value
        for _, node in calls_in(folder)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value)
    }


def test_every_setting_that_the_code_names_is_on_the_page_and_no_other():
    assert set(rows_of("settings.md")) == settings_named_in(SOURCE) | settings_named_in(ROOT / "tests")


def test_no_setting_is_read_under_a_name_that_the_page_could_not_list():
    """A setting of ours begins with DIWAN_ (or is DATABASE_URL) and is written out where it is read."""
    strange = []
    for file, node in calls_in(SOURCE):
        is_get = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
        if is_get and ast.unparse(node.func) in {"os.environ.get", "os.getenv", "environment.get"}:
            name = node.args[0]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            name = node.slice
        else:
            continue
        literal = name.value if isinstance(name, ast.Constant) else None
        is_passed_on = isinstance(name, ast.Name) and file.name == "settings.py"
        if not is_passed_on and not SETTING.fullmatch(str(literal)) and literal not in OTHERS_SETTINGS:
            strange.append(f"{file.relative_to(ROOT)}: {ast.unparse(node)}")
    assert strange == []


def test_the_page_of_commands_is_what_the_commands_say():
    """Mend: .venv/bin/python -m diwan.entry.cli.reference > docs/reference/commands.md"""
    assert (REFERENCE / "commands.md").read_text("utf-8") == reference.page()


def kinds_appended() -> set[str]:
    """The literal second argument of every call of `append` whose first is a transaction."""
    return {
        node.args[1].value
        for _, node in calls_in(SOURCE)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"append", "ledger.append"}
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    }


def edges(name: str, rooms: tuple[str, ...]):
    for room in rooms:
        try:
            yield room, importlib.import_module(f"diwan.{room}.{name}")
        except ModuleNotFoundError:
            continue


def test_every_record_kind_is_on_the_page_with_what_follows_it():
    rows = rows_of("record-kinds.md")
    projected: dict[str, set[str]] = {kind: set() for kind in rows}
    for room, module in edges("projections", wiring.ROOMS_WITH_PROJECTIONS):
        for kind in module.PROJECTIONS:
            projected.setdefault(kind, set()).add(room)
    jobs: dict[str, set[str]] = {kind: set() for kind in rows}
    for _, module in edges("jobs", wiring.ROOMS_WITH_JOBS):
        for kind, names in getattr(module, "AFTER", {}).items():
            jobs.setdefault(kind, set()).update(names)
    assert set(rows) == kinds_appended() | {kind for kind, rooms in projected.items() if rooms}
    listed = {kind: (set(cells[3].split(", ")), words_in_marks(cells[4])) for kind, cells in rows.items()}
    assert listed == {kind: (projected[kind], jobs[kind]) for kind in rows}


def test_every_stage_is_on_the_page_in_its_order():
    stages = [*process.read(Report("", "")).stages, *analyse.picture([], [], b"key").stages]
    rows = rows_of("stages.md")
    assert list(rows) == [name for name, _ in stages]
    for (name, version), cells in zip(stages, rows.values(), strict=True):
        module = importlib.import_module(cells[0].strip("`"))
        assert version == module.VERSION, name


@pytest.fixture(scope="module")
def django_ready():
    """Modules of pages can be imported; no database is asked."""
    import django

    django.setup()


def test_every_page_is_listed_with_its_address_and_who_may_open_it(django_ready):
    from diwan.entry.web import urls

    rows = rows_of("pages.md")
    nothing = words_in_marks((REFERENCE / "pages.md").read_text("utf-8").rpartition("Six more names")[2])
    found, open_to_anyone = {}, set()
    for route in urls.urlpatterns:
        if not (name := getattr(route, "name", None)):
            continue  # a whole tree of addresses: the API, which has a page of its own
        found[name] = "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", str(route.pattern))
        if getattr(route.callback, "is_open_to_nobody", False):
            open_to_anyone.add(name)
    assert {name: address for name, address in found.items() if name not in nothing} == {
        name: cells[0].strip("`") for name, cells in rows.items()
    }
    assert nothing <= set(found)
    assert {name for name, cells in rows.items() if cells[1] == "anyone"} == open_to_anyone - nothing


# --- prose that names symbols and files ------------------------------------------------------------------------

PROSE = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    if "decisions" not in path.parts  # a decision speaks of the day it was taken
)


def names_of(path: Path) -> set[str]:
    """What stands in marks outside code blocks."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return words_in_marks(text)


def exists(dotted: str) -> bool:
    """`share.show_situation.situation`, `core.reading.Report`, with or without `diwan.`."""
    parts = dotted.removeprefix("diwan.").split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(("diwan", *parts[:cut])))
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith("diwan"):
                raise
            continue
        for attribute in parts[cut:]:
            if not hasattr(found, attribute) and attribute not in getattr(found, "__annotations__", {}):
                return False
            found = getattr(found, attribute, None)
        return True
    return False


ROOMS = {path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("__")}


def test_every_symbol_and_file_that_the_architecture_names_exists(django_ready):
    named = names_of(ROOT / "ARCHITECTURE.md")
    dotted = {
        name.partition("(")[0]
        for name in named
        if re.fullmatch(r"(?:diwan\.)?[a-z_]+(?:\.\w+)+(?:\(.*\))?", name)
        and name.removeprefix("diwan.").split(".")[0] in ROOMS
        and not name.endswith((".py", ".sql", ".html", ".ts", ".md"))
    }
    files = {name for name in named if re.fullmatch(r"[\w.-]+/[\w./-]+\.\w+", name)}
    assert len(dotted) > 30
    assert len(files) > 20
    assert sorted(name for name in dotted if not exists(name)) == []
    assert sorted(name for name in files if not any((top / name).exists() for top in (ROOT, SOURCE))) == []


def test_every_function_of_sql_that_the_architecture_names_exists():
    laid = "\n".join(path.read_text("utf-8") for path in sorted((SOURCE / "schema").rglob("*.sql")))
    laid += "\n".join(path.read_text("utf-8") for path in sorted((SOURCE / "schema").glob("*.py")))
    named = {n for n in names_of(ROOT / "ARCHITECTURE.md") if re.fullmatch(r"diwan\.\w+\([^)]*\)", n)}
    assert len(named) > 5
    missing = {n for n in named if not re.search(rf"FUNCTION {re.escape(n.partition('(')[0])}\s*\(", laid)}
    assert missing == set()


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(path):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_glossary_says_where_each_word_lives():
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    homes = re.findall(
        r"`((?:core|charter|access|ledger|gather|process|analyse|share|store)(?:\.\w+)+)`", page
    )
    assert len(homes) > 20
    assert sorted(name for name in homes if not exists(name)) == []
    tables = set(re.findall(r"table `(\w+)`", page))
    assert tables <= set(rows_of("tables.md"))
    assert tables
