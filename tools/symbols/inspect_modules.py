"""What a package shows: its modules, and its public objects under their shortest paths."""

import ast
import functools
import importlib
import inspect
import pkgutil
import sys
import types
import typing
import warnings

LEFT_OUT = {"tests", "testing", "test", "conftest", "examples", "benchmarks", "scripts", "cli", "__main__", "setup"}


def is_public(name):
    return not name.startswith("_")


def first_line(error):
    return f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}"


def load(path):
    """A module by its import, or as the attribute of another, such as tfp.math.ode."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        root, *inner = path.split(".")
        value = importlib.import_module(root)
        for name in inner:
            value = getattr(value, name, None)
        if not isinstance(value, types.ModuleType):
            raise
        return value


class Modules:
    """The modules of a package by the path that leads there."""

    def __init__(self, wanted):
        self.root = wanted["root"]
        self.skip = set(wanted.get("skip", []))
        self.whole = {path for path in wanted.get("also", []) if not path.endswith(".*")}
        self.found = {}
        self.failed = {}
        self.add(self.root, always=True)
        for path in wanted.get("also", []):
            self.add(path.removesuffix(".*"), always=True)
            if path.endswith(".*"):
                self.add_below(path.removesuffix(".*"))
        for path in list(self.found):
            self.add_attributes(path)

    def is_left_out(self, path, inner=False):
        """`inner`: a path that an attribute leads to may run through private modules."""
        parts = path.split(".")
        above = {".".join(parts[:end]) for end in range(1, len(parts))}
        is_skipped = path in self.skip or any(up in self.skip or up + ".*" in self.skip for up in above)
        return is_skipped or any(part in LEFT_OUT or not (is_public(part) or inner) for part in parts[1:])

    def add(self, path, always=False):
        if path in self.found or (self.is_left_out(path) and not always):
            return
        try:
            self.found[path] = load(path)
        except BaseException as error:  # a package may do anything when it is imported
            self.failed[path] = first_line(error)

    def add_below(self, path):
        module = self.found.get(path)
        for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
            below = f"{path}.{info.name}"
            self.add(below)
            if info.ispkg and below in self.found:
                self.add_below(below)

    def add_attributes(self, path):
        """Modules that are attributes of a package, such as tf.nn, which no import leads to."""
        module = self.found[path]
        if not hasattr(module, "__path__"):
            return
        for name in sorted(vars(module)):
            below = f"{path}.{name}"
            value = vars(module)[name]
            if not isinstance(value, types.ModuleType) or below in self.found or self.is_left_out(below):
                continue
            try:
                home = value.__name__  # loads what is loaded lazily
            except BaseException as error:
                self.failed[below] = str(error)
                continue
            seen = any(known is value for known in self.found.values())
            is_ours = home.split(".")[0] == self.root.split(".")[0] and home.split(".")[-1] == name
            own = is_ours and (path == self.root or not self.is_left_out(home, inner=True))
            if own and not seen:
                self.found[below] = value
                self.add_attributes(below)


def names_of(module, whole=False):
    """Public names of a module, and those of them that it lists itself. A package shows more than it lists; `whole`: so
    does a module."""
    listed = getattr(module, "__all__", None)
    listed = {name for name in listed if isinstance(name, str) and is_public(name)} if listed else set()
    others = set(dir(module)) if whole or hasattr(module, "__path__") or not listed else set()
    return sorted(listed | {name for name in others if is_public(name)}), listed


@functools.cache
def given_names(module):
    """Names that the source of a module assigns, and those that it imports as themselves, by which typed packages list
    what they show."""
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError, SyntaxError, ValueError):
        return frozenset(), frozenset()
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    imports = [name for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names]
    assigned = frozenset(target.id for target in targets if isinstance(target, ast.Name))
    return assigned, frozenset(name.name for name in imports if name.name == name.asname)


def home_of(value):
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    return f"{module}.{name}" if isinstance(module, str) and isinstance(name, str) else None


class Api:
    """Every public object once, under its shortest path; of equal ones where a module lists it, then where it is
    defined. `paths` are its others."""

    def __init__(self, modules):
        self.modules = modules
        self.objects = {}
        self.paths = {}
        self.name_by_id = {}
        places = []
        for path, module in modules.found.items():
            names, listed = names_of(module, path in modules.whole)
            for name in names:
                value = self.attribute(module, name)
                if self.belongs(value, name, name in listed, module):
                    full = f"{path}.{name}"
                    repeats = "." in path and path.split(".")[-1] == name
                    rank = 0 if name in listed else 1 if self.is_at_home(value, full) else 2
                    places.append((path.count("."), repeats, rank, full, value))
        for *_, path, value in sorted(places, key=lambda place: place[:-1]):
            known = self.name_by_id.get(id(value)) if self.has_identity(value) else None
            if known is None:
                self.objects[path] = value
                self.name_by_id[id(value)] = path
            else:
                self.paths.setdefault(known, []).append(path)
        for path in sorted(modules.whole & modules.found.keys()):
            self.add_imported(path)

    def add_imported(self, path):
        """What a module imports from its package is another path, as timm's old home of Attention."""
        for name, value in vars(self.modules.found[path]).items():
            known = self.name_by_id.get(id(value)) if is_public(name) and self.has_identity(value) else None
            if known is not None:
                self.paths.setdefault(known, []).append(f"{path}.{name}")

    @staticmethod
    def attribute(module, name):
        """A module, which no symbol is, where the attribute cannot be loaded."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return getattr(module, name)
        except BaseException:
            return sys

    @staticmethod
    def is_at_home(value, path):
        return (inspect.isclass(value) or inspect.isroutine(value)) and home_of(value) == path

    def is_given(self, value, name, module):
        """A class of another package, or under a name that is not its own, is only an abbreviation, such as PRNGKey."""
        assigned, imported = given_names(module)
        if name not in assigned | imported or not (inspect.isclass(value) or inspect.isroutine(value)):
            return name in imported
        root = self.modules.root.split(".")[0]
        ours = not inspect.isclass(value) or str(value.__module__).startswith(root)
        return ours and value.__name__ == name

    @staticmethod
    def has_identity(value):
        return inspect.isclass(value) or callable(value)

    def belongs(self, value, name, listed, module):
        if isinstance(value, types.ModuleType) or type(value).__name__ == "DummyObject":
            return False
        root = self.modules.root.split(".")[0]
        if typing.get_origin(value) is not None:  # a type alias such as ArrayLike
            return listed or module.__name__.endswith(".typing")
        if inspect.isclass(value) or callable(value):
            home = getattr(value, "__module__", None)
            listed = listed or self.is_given(value, name, module)
            if not hasattr(module, "__path__") and isinstance(home, str) and "._" not in home:
                return listed or home == module.__name__  # what a plain module imports is not its own
            return listed or home is None or (isinstance(home, str) and home.split(".")[0].lstrip("_") == root)
        if value is None or isinstance(value, (int, float)):
            return listed or hasattr(module, "__path__")
        if isinstance(value, (str, bytes)):
            return listed
        return listed or type(value).__module__.split(".")[0] == root
