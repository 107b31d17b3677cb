"""Writes the public API of installed packages as lines of text; docs/names-and-snippets.md describes the form.

    python inspect_package.py < wanted.json

wanted.json: [{package, version, root, also, skip, thin, full, read, out}], `out` being the file to write. `root` is the
module to start at; `also` names further modules (`x.*`: with all below; a module without a star shows all that it
defines, listed or not); `skip` names modules to leave out (`x.*`: those below); classes that a pattern of `thin` fits,
and none of `full`, are written without members; `read` names modules whose functions are read from their source, as
they need a framework that the environment lacks.
"""

import ast
import enum
import functools
import importlib
import inspect
import json
import pkgutil
import re
import sys
import traceback
import types
import typing
import warnings
from fnmatch import fnmatchcase
from pathlib import Path

UNKNOWN = "…"
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


def home_of(value):
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    return f"{module}.{name}" if isinstance(module, str) and isinstance(name, str) else None


class Api:
    """Every public object once, under its shortest path; `paths` are its others."""

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
                if self.belongs(value, name in listed, module):
                    places.append((path.count("."), "." in path and path.split(".")[-1] == name, f"{path}.{name}", value))
        for _, _, path, value in sorted(places, key=lambda place: place[:3]):
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
    def has_identity(value):
        return inspect.isclass(value) or callable(value)

    def belongs(self, value, listed, module):
        if isinstance(value, types.ModuleType) or type(value).__name__ == "DummyObject":
            return False
        root = self.modules.root.split(".")[0]
        if typing.get_origin(value) is not None:  # a type alias such as ArrayLike
            return listed or module.__name__.endswith(".typing")
        if inspect.isclass(value) or callable(value):
            home = getattr(value, "__module__", None)
            if not hasattr(module, "__path__") and isinstance(home, str) and "._" not in home:
                return listed or home == module.__name__  # what a plain module imports is not its own
            return listed or home is None or (isinstance(home, str) and home.split(".")[0].lstrip("_") == root)
        if value is None or isinstance(value, (int, float)):
            return listed or hasattr(module, "__path__")
        if isinstance(value, (str, bytes)):
            return listed
        return listed or type(value).__module__.split(".")[0] == root


class Stubs:
    """Signatures that a package keeps in .pyi files beside its compiled parts: functions by name."""

    def __init__(self, root):
        self.functions = {}
        self.methods = {}
        folder = Path(getattr(importlib.import_module(root), "__file__", "") or ".").parent
        for file in ("_C/_VariableFunctions.pyi", "_C/_nn.pyi", "_C/__init__.pyi"):
            if root == "torch" and (folder / file).exists():
                self.read(ast.parse((folder / file).read_text()))

    def read(self, tree):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                self.keep(self.functions, node, False)
            elif isinstance(node, ast.ClassDef) and node.name in ("TensorBase", "_TensorBase"):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef):
                        self.keep(self.methods, method, True)

    def keep(self, into, node, method):
        """Every overload once, the longest first: it knows most keywords."""
        overloads = into.setdefault(node.name, [])
        parameters = self.parameters(node.args, method)
        if parameters not in overloads:
            overloads.append(parameters)
            overloads.sort(key=len, reverse=True)

    @staticmethod
    def parameters(args, method):
        positional = args.posonlyargs + args.args
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        found = [written(arg.arg, node) for arg, node in zip(positional, defaults)]
        if method:
            found = found[1:]
        if args.vararg:
            found.append("*" + args.vararg.arg)
        elif args.kwonlyargs:
            found.append("*")
        found += [written(arg.arg, node) for arg, node in zip(args.kwonlyargs, args.kw_defaults)]
        return found + (["**" + args.kwarg.arg] if args.kwarg else [])


def written(name, node):
    if node is None:
        return name
    try:
        return f"{name}={literal(ast.literal_eval(node))}"
    except (ValueError, SyntaxError):
        return f"{name}={UNKNOWN}"


def returned_classes(value):
    """Homes of the classes that a function says it returns: of a union all, of a class method its own class."""
    try:
        annotation = inspect.signature(value).return_annotation
        if isinstance(annotation, str):
            annotation = eval(annotation, getattr(inspect.unwrap(value), "__globals__", {}))
    except BaseException:  # an annotation may name what is imported for type checkers alone
        return []
    union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    options = typing.get_args(annotation) if union else [annotation]
    found = [option for option in options if inspect.isclass(option) and typing.get_origin(option) is None]
    return [home_of(option) for option in found if option.__module__ not in ("builtins", "typing", "inspect", "types")]


@functools.cache
def classes_in(module):
    """The syntax trees of the classes that a module's source defines, by qualified name."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (KeyError, OSError, TypeError, SyntaxError, ValueError):
        return {}
    found = {}
    open_nodes = [("", node) for node in tree.body]
    while open_nodes:
        above, node = open_nodes.pop()
        if isinstance(node, ast.ClassDef):
            found[above + node.name] = node
            open_nodes += [(f"{above}{node.name}.", inner) for inner in node.body]
        elif isinstance(node, (ast.If, ast.Try)):
            open_nodes += [(above, inner) for inner in node.body + node.orelse]
    return found


def assigned_attributes(cls):
    """Attributes that the methods of a class give to `self`."""
    tree = classes_in(cls.__module__).get(cls.__qualname__)
    return {
        node.attr
        for node in (ast.walk(tree) if tree else [])
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        and is_public(node.attr)
    }


def literal(value):
    """A default as Python writes it; … where it is no number, text or list of such."""
    plain = (bool, int, float, str, type(None))
    items = list(value) if type(value) in (tuple, list) else [value]
    if not all(type(item) in plain for item in items):
        return UNKNOWN
    text = repr(value)
    return text if len(text) <= 60 else UNKNOWN


def parameters_of(value, bound=False):
    """Parameters as they are written in a definition; None where nothing tells them."""
    try:
        signature = inspect.signature(value)
    except (ValueError, TypeError, RecursionError, AttributeError, NameError):
        return None
    found, keyword_only, positional_only = [], False, False
    parameters = list(signature.parameters.values())
    if bound and parameters and parameters[0].kind is not inspect.Parameter.VAR_POSITIONAL:
        parameters = parameters[1:]
    for parameter in parameters:
        if positional_only and parameter.kind is not inspect.Parameter.POSITIONAL_ONLY:
            found.append("/")
        positional_only = parameter.kind is inspect.Parameter.POSITIONAL_ONLY
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            found.append("*" + parameter.name)
            keyword_only = True
            continue
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            found.append("**" + parameter.name)
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not keyword_only:
            found.append("*")
            keyword_only = True
        has_default = parameter.default is not inspect.Parameter.empty
        found.append(f"{parameter.name}={literal(parameter.default)}" if has_default else parameter.name)
    return found + ["/"] if positional_only else found


def class_parameters(cls):
    """Of __init__, or of __new__ where the class leaves __init__ alone."""
    if issubclass(cls, (enum.Enum, BaseException)):
        return None
    if cls.__init__ is not object.__init__ and isinstance(cls.__init__, types.FunctionType):
        return parameters_of(cls.__init__, bound=True)
    if "__signature__" in cls.__dict__ or cls.__new__ is object.__new__ and cls.__init__ is object.__init__:
        return parameters_of(cls)
    parameters = parameters_of(cls)
    return parameters[1:] if parameters and parameters[0] == "self" else parameters  # of a compiled class


def deprecation(value):
    """What a deprecated object says about it, in one line."""
    mark = getattr(value, "__deprecated__", None)
    if isinstance(mark, str):
        return one_line(mark)
    text = value.__doc__ if isinstance(getattr(value, "__doc__", None), str) else ""
    directive = re.search(r"^\s*\.\. deprecated::(.*)", text[:1500], re.M)
    if directive and text.index(directive[0].strip()) < 600:
        return one_line("since " + directive[1].strip()) if directive[1].strip() else "deprecated"
    first = text.strip().split("\n", 1)[0]
    return one_line(first) if re.search(r"\bdeprecated\b", first, re.I) and len(first) < 200 else None


def one_line(text):
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= 100 else text[:99] + "…"


class Lines:
    def __init__(self, api, wanted):
        self.api = api
        self.read = wanted.get("read", [])
        self.thin = wanted.get("thin", [])
        self.full = wanted.get("full", [])
        self.stubs = Stubs(wanted["root"])
        self.lines = []
        self.failed = {}
        classes = {path: value for path, value in api.objects.items() if inspect.isclass(value)}
        self.name_by_home = {home_of(value): path for path, value in classes.items()}

    def write_all(self):
        for path in sorted(self.api.objects):
            before = len(self.lines)
            try:
                self.write_object(path, self.api.objects[path])
            except Exception as error:  # a stand-in for what is not installed may raise at any attribute
                del self.lines[before:]
                self.failed[path] = first_line(error)
        for path in self.read:
            self.write_source(path)
        self.write_other_paths()
        return self.lines

    def write_object(self, path, value):
        if inspect.isclass(value):
            self.write_class(path, value)
        elif callable(value):
            parameters = parameters_of(value)
            overloads = [parameters]
            if parameters is None or not inspect.isfunction(value) and parameters[:1] == ["*args"]:
                overloads = self.stubs.functions.get(path.rsplit(".", 1)[1], overloads)
            for overload in overloads:
                self.add("def", path, value, overload)
        else:
            self.lines.append(f"value\t{path}")

    def write_source(self, path):
        """The functions of a module that is not imported."""
        package, *inner = path.split(".")
        file = Path(importlib.import_module(package).__file__).parent.joinpath(*inner).with_suffix(".py")
        for node in ast.parse(file.read_text("utf8")).body:
            if isinstance(node, ast.FunctionDef) and is_public(node.name):
                self.lines.append("\t".join(["def", f"{path}.{node.name}", *Stubs.parameters(node.args, False)]))

    def add(self, kind, name, value, parameters, bases=()):
        fields = [kind, name, *("<" + base for base in bases)]
        note = deprecation(value)
        if note:
            fields.append("!" + note)
        if kind != "class":
            fields += [">" + self.public_name(home) for home in returned_classes(value)]
        fields += ["?"] if parameters is None else parameters
        self.lines.append("\t".join(fields))

    def public_name(self, home):
        return self.name_by_home.get(home, home)

    def public_bases(self, cls):
        """The nearest public ancestors, and the classes between, whose members count as the class's own."""
        bases, between = [], []
        for base in cls.__bases__:
            if base is object:
                continue
            name = self.api.name_by_id.get(id(base))
            outside = (base.__module__ or "").split(".")[0] != self.api.modules.root.split(".")[0]
            if name or outside:
                if base.__module__ not in ("builtins", "typing", "abc", "collections.abc"):
                    bases.append(name or f"{base.__module__}.{base.__qualname__}")
                continue
            between.append(base)
            further = self.public_bases(base)
            bases += further[0]
            between += further[1]
        return list(dict.fromkeys(bases)), list(dict.fromkeys(between))

    @staticmethod
    def fits(path, cls, patterns):
        home = home_of(cls) or ""
        return any(fnmatchcase(path, pattern) or fnmatchcase(home, pattern) for pattern in patterns)

    def write_class(self, path, cls):
        bases, between = self.public_bases(cls)
        parameters = class_parameters(cls)
        self.add("class", path, cls, parameters, bases)
        if self.fits(path, cls, self.thin) and not self.fits(path, cls, self.full):
            return
        written = {parameter.split("=")[0] for parameter in parameters or []} - set(vars(cls))
        for owner in [cls, *between]:
            for name, value in sorted(vars(owner).items()):
                if (is_public(name) or name == "__call__") and name not in written:
                    written.add(name)
                    self.write_member(name, value, cls)
            annotated = vars(owner).get("__annotations__", {})
            for name in sorted({*annotated, *assigned_attributes(owner)}):
                if is_public(name) and name not in written:
                    written.add(name)
                    self.lines.append(f"@\t{name}")

    def write_member(self, name, value, cls):
        bound = not isinstance(value, staticmethod)
        function = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
        if inspect.isclass(function) or isinstance(function, property) or not callable(function):
            self.lines.append(f"@\t{name}")
            return
        parameters = parameters_of(function, bound)
        overloads = [parameters] if parameters is not None else self.stubs.methods.get(name, [None])
        for overload in overloads:
            self.add(".", name, function, overload)

    def write_other_paths(self):
        """Further public paths and the module that defines the object: from <module> = <home>: names."""
        groups = {}
        for path, value in self.api.objects.items():
            others = set(self.api.paths.get(path, []))
            home = home_of(value) if inspect.isclass(value) or inspect.isfunction(value) else None
            if home and "<" not in home and (inspect.isclass(value) or "._" not in home):
                others.add(home)
            for other in others - {path}:
                if other not in self.api.objects:
                    key = (other.rsplit(".", 1)[0], path.rsplit(".", 1)[0])
                    here, there = other.rsplit(".", 1)[1], path.rsplit(".", 1)[1]
                    groups.setdefault(key, []).append(there if here == there else f"{here}={there}")
        for (module, home), names in sorted(groups.items()):
            self.lines.append("\t".join(["from", module, home, *sorted(set(names))]))


def inspect_package(wanted):
    modules = Modules(wanted)
    if wanted["root"] not in modules.found:
        print(f"FAILED {wanted['package']}: {wanted['root']} cannot be imported: {modules.failed[wanted['root']]}")
        return
    table = Lines(Api(modules), wanted)
    lines = table.write_all()
    head = f"package\t{wanted['package']}\t{wanted['version']}"
    Path(wanted["out"]).write_text("\n".join([head, *lines, ""]), "utf8")
    print(f"{wanted['package']} {wanted['version']}: {len(lines)} lines", flush=True)
    for path, reason in sorted(modules.failed.items()):
        print(f"  not imported: {path}: {reason[:160]}", flush=True)
    for path, reason in sorted(table.failed.items()):
        print(f"  not written: {path}: {reason[:160]}", flush=True)


def main():
    warnings.simplefilter("ignore")
    for wanted in json.load(sys.stdin):
        try:
            inspect_package(wanted)
        except Exception:
            print(f"FAILED {wanted['package']}: {traceback.format_exc()}", flush=True)


if __name__ == "__main__":
    main()
