"""Writes the public API of installed packages as lines of text; docs/names-and-snippets.md describes the form.

    python inspect_package.py < wanted.json

wanted.json: [{package, version, root, also, skip, thin, full, read, out}], `out` being the file to write. `root` is the
module to start at; `also` names further modules (`x.*`: with all below; a module without a star shows all that it
defines, listed or not); `skip` names modules to leave out (`x.*`: those below); classes that a pattern of `thin` fits,
and none of `full`, are written without members; `read` names modules whose functions are read from their source, as
they need a framework that the environment lacks.
"""

import ast
import importlib
import inspect
import json
import sys
import traceback
import warnings
from fnmatch import fnmatchcase
from pathlib import Path

from inspect_modules import Api, Modules, first_line, home_of, is_public
from inspect_signatures import Stubs, assigned_attributes, class_parameters, deprecation, parameters_of, returned_classes


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
