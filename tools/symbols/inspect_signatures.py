"""What a class or a function says of itself: parameters, results, attributes, deprecation."""

import ast
import enum
import functools
import importlib
import inspect
import re
import sys
import types
import typing
from pathlib import Path

from inspect_modules import home_of, is_public

UNKNOWN = "…"


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
