"""What is taken out of the Python above SQL, one thing at a time, found in the source so that a new one is in by itself.

Of four sorts: a comparison with the viewer's member or officer (as if it always held, as if it never did); a part of the
key of what is kept from one call to the next, where the key says whose or of what report; the key under which ids of
derived things are made for a viewer; and what a query says of the viewer.
"""

import ast
import importlib.abc
import importlib.machinery
import re
import sys
from collections import Counter
from pathlib import Path

from policy import seam

SOURCE = (Path(__file__).parents[2] / "src").resolve()
# What stands outside the gate: what follows from words alone, where the import law lets no viewer in, and the public logs.
OUTSIDE = ("diwan.process.", "diwan.ledger.publishing.", "diwan.ledger.tlog.", "diwan.ledger.witness.")
VIEWER = re.compile(r"(?:^|\.)viewer\.(?:member|officer)$")
# What says whose, or of what report: of a function's argument, or of what is declared as kept.
WHOSE = re.compile(
    r"viewer|member|officer|token|session|account|request|\btx\b|report|reading|reader|audience",
    re.IGNORECASE,
)
CACHES = frozenset(("cache", "lru_cache", "functools.cache", "functools.lru_cache"))
KEPT = re.compile(r"^(?:\{\}|dict\(\)|OrderedDict\(\)|defaultdict\(\w+\)|field\(default_factory=(?:dict|OrderedDict)\))$")  # fmt: skip
_MINE = r"(?:\(SELECT diwan\.my_(?:member|officer)\(\)\)|diwan\.my_(?:member|officer)\(\))"
IN_SQL = re.compile(rf"[\w.]+ = {_MINE}|{_MINE} = ANY \((?:[^()]|\([^()]*\))*\)")
BY_KEY = frozenset(("get", "pop", "setdefault", "move_to_end"))


class Mutants(ast.NodeTransformer):
    """Lays all mutants of one module into its tree."""

    def __init__(self, module, names):
        self.module, self.names, self.scope = module, names, []
        self.kept: dict[str, dict[int, int]] = {}  # what is kept -> part of its key -> number

    def number(self, what):
        name = f"{self.module}.{'.'.join(self.scope)}: {what}".replace(".:", ":")
        count = sum(each == name or each.startswith(f"{name} (") for each in self.names)
        self.names.append(name + (f" ({count + 1})" if count else ""))
        return len(self.names) - 1

    def laid(self, tree):
        self._find_kept(tree)
        tree = self.visit(tree)
        after = next(
            (n for n, each in enumerate(tree.body) if not _is_preamble(each)),
            len(tree.body),
        )
        tree.body.insert(after, ast.parse("import policy.seam as __seam__").body[0])
        return ast.fix_missing_locations(tree)

    # --- whose it is, as Python compares it ----------------------------------------------------------------------

    def visit_Compare(self, node):
        self.generic_visit(node)
        if isinstance(node.ops[0], ast.In | ast.NotIn) and (kept := self._name(node.comparators[0])):
            node.left = self._blunted(kept, node.left)
        sides = [node.left, *node.comparators]
        if len(node.ops) == 1 and any(VIEWER.search(ast.unparse(side)) for side in sides):
            text = ast.unparse(node)
            for answer in (True, False):
                at = self.number(f"the viewer [{text}] {'always' if answer else 'never'}")
                node = _either(at, ast.Constant(answer), node)
        return node

    # --- what is kept from one call to the next ------------------------------------------------------------------

    def _find_kept(self, tree):
        if self.module.startswith(OUTSIDE):
            return
        for node in ast.walk(tree):
            is_lasting = isinstance(node, ast.Module | ast.ClassDef)
            for each in node.body if is_lasting else ():
                self._keep(each)
            if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                for each in node.body:
                    self._keep(each)

    def _keep(self, node):
        if (
            isinstance(node, ast.Assign | ast.AnnAssign)
            and node.value
            and KEPT.match(ast.unparse(node.value))
        ):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if not WHOSE.search(ast.unparse(node)) and "[bytes," not in ast.unparse(
                node
            ):  # bytes: the hash of a token
                return
            self.kept[ast.unparse(target).removeprefix("self.")] = {}

    def _blunted(self, kept, key):
        parts = key.elts if isinstance(key, ast.Tuple) else [key]
        whole = self.kept[kept]
        for n, part in enumerate(parts):
            if n not in whole:
                scope, self.scope = self.scope, []
                whole[n] = self.number(f"the key of {kept} without [{ast.unparse(part)}]")
                self.scope = scope
            parts[n] = _either(whole[n], ast.Constant(None), part)
        return key if isinstance(key, ast.Tuple) else parts[0]

    def _name(self, node):
        name = ast.unparse(node).rpartition(".")[2]
        return name if name in self.kept else None

    def visit_Subscript(self, node):
        self.generic_visit(node)
        if kept := self._name(node.value):
            node.slice = self._blunted(kept, node.slice)
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        called = ast.unparse(node.func)
        if isinstance(node.func, ast.Attribute) and node.func.attr in BY_KEY and node.args:
            if kept := self._name(node.func.value):
                node.args[0] = self._blunted(kept, node.args[0])
        elif called.endswith("derived_id") and len(node.args) > 1:
            at = self.number(f"the viewer's key of {ast.unparse(node.args[1])}")
            node.args[0] = _either(at, ast.Constant(b""), node.args[0])
        elif called.endswith("viewer_key"):
            return _either(self.number("the viewer's key"), ast.Constant(b""), node)
        return node

    def visit_FunctionDef(self, node):
        self.scope.append(node.name)
        self.generic_visit(node)
        if any(ast.unparse(each).partition("(")[0] in CACHES for each in node.decorator_list):
            for n, argument in enumerate(node.args.args):
                if WHOSE.search(
                    f"{argument.arg} {ast.unparse(argument.annotation) if argument.annotation else ''}"
                ):
                    at = self.number(f"its cache's key without [{argument.arg}]")
                    wrap = ast.parse(
                        f"lambda cached: __seam__.cached_without(cached, {n}, {at})", mode="eval"
                    ).body
                    node.decorator_list.insert(0, wrap)
        self.scope.pop()
        return node

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815  as ast names it

    def visit_ClassDef(self, node):
        self.scope.append(node.name)
        self.generic_visit(node)
        self.scope.pop()
        return node

    # --- what queries say ----------------------------------------------------------------------------------------

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            for found in IN_SQL.finditer(node.value):
                self._lay_in_sql(node.value, found)
        return node

    def _lay_in_sql(self, text, found):
        """By its lines: they stand in the query as they are, whatever is put together around them."""
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        line = text[start : len(text) if end < 0 else end].replace("{{", "{")
        says_then = line.replace(found[0], "true", 1)
        if (line, says_then) not in {(said, then) for _, said, then in seam.sql}:
            told = re.sub(r"\s+", " ", found[0])
            seam.sql.append((self.number(f"the viewer [{told}] in [{line.strip()[:70]}]"), line, says_then))


def _is_preamble(node):
    return isinstance(node, ast.Expr) or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


def _either(number, then, otherwise):
    test = ast.parse(f"__seam__.at({number})", mode="eval").body
    return ast.IfExp(test=test, body=then, orelse=otherwise)


def everything():
    """The names of all mutants, by number, and the tree of every module that carries one."""
    names, trees = [], {}
    seam.sql.clear()
    for path in sorted((SOURCE / "diwan").rglob("*.py")):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        before = len(names)
        tree = Mutants(module, names).laid(ast.parse(path.read_text("utf-8"), str(path)))
        if len(names) > before:
            trees[str(path)] = tree
    assert max(Counter(names).values()) == 1
    return names, trees


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, trees):
        self.trees = trees

    def find_spec(self, name, path=None, target=None):
        if not name.startswith("diwan."):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin in self.trees:
            spec.loader = _Loader(name, spec.origin, self.trees[spec.origin])
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    """From the tree alone: nothing is written beside the source."""

    def __init__(self, name, path, tree):
        super().__init__(name, path)
        self.tree = tree

    def get_code(self, fullname):  # noqa: ARG002  the machinery gives it
        return compile(self.tree, self.path, "exec", dont_inherit=True)


def lay():
    """In this process, before anything of the product is imported. The names of the mutants by number."""
    assert not any(name.startswith("diwan.") for name in sys.modules)
    names, trees = everything()
    sys.meta_path.insert(0, _Finder(trees))
    from diwan.store.transaction import Transaction

    for name in ("rows", "one", "value", "run", "many"):
        setattr(Transaction, name, _asking(getattr(Transaction, name)))
    return names


def _asking(method):
    def asking(tx, query, *rest, **named):
        return method(tx, seam.changed(query), *rest, **named)

    return asking
