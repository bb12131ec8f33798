"""A YAML file whose every key knows its line, and the sentences said about what is wrong in it.

Knows nothing of courses: `course.py` hands in its models' schema, from which the allowed keys are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import ErrorDetails, PydanticCustomError

from autograder.errors import InstructorError, did_you_mean

Key = tuple[str | int, ...]
"""The way to a value: `("assignments", 2, "runner")`."""
Problem = tuple[int, str]
"""A line and what is wrong there; sorts by line."""


@dataclass
class Document:
    """A YAML file as plain values, with the line of every key and the problems found so far."""

    data: Any = None
    lines: dict[Key, int] = field(default_factory=dict)
    scalars: dict[Key, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, key: Key) -> int:
        """The line of a key, or of the nearest one around it when the file does not have it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def report(self, key: Key, sentence: str) -> None:
        """Note that something is wrong at a key."""
        self.problems.append((self.line(key), f"{dotted(key)}: {sentence.strip()}"))


class _Loader(yaml.SafeLoader):
    """Leaves dates as the text they are: YAML would turn some into moments without their offset."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in self.yaml_implicit_resolvers.items()
        }


def read_yaml(path: Path) -> Document:
    """Read a file; keys given twice are problems of the document.

    Raises:
        InstructorError: the file cannot be read, or is not YAML.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        document = Document()
        if node is not None:
            document.data = _value(loader, node, (), document)
    except OSError as error:
        raise InstructorError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            hint="Name the course file, or run this in the folder that holds it.",
        ) from error
    except UnicodeDecodeError as error:
        raise InstructorError("is not UTF-8 text", where=str(path), hint="Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InstructorError(
            f"this is not YAML: {error.problem}",
            where=f"{path}:{line}",
            hint="Look here and one line above: indent with spaces, quote a text that holds `: ` or ` #`.",
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise InstructorError(f"this is not YAML: {reason}", where=str(path)) from error
    return document


def _value(loader: _Loader, node: yaml.Node, key: Key, document: Document) -> Any:
    """The value of a node; lines and repeated keys are noted in `document`."""
    if isinstance(node, yaml.MappingNode):
        values: dict[str, Any] = {}
        for name_node, child in node.value:
            name, mark = name_node.value, name_node.start_mark
            if not isinstance(name, str):
                raise yaml.MarkedYAMLError(problem="a key must be plain text", problem_mark=mark)
            below, line = (*key, name), mark.line + 1
            if name in values:
                first = document.lines[below]
                document.problems.append((line, f"{dotted(below)}: given before, on line {first}; keep one."))
                continue
            document.lines[below] = line
            values[name] = _value(loader, child, below, document)
        return values
    if isinstance(node, yaml.SequenceNode):
        items = []
        for i, child in enumerate(node.value):
            document.lines[(*key, i)] = child.start_mark.line + 1
            items.append(_value(loader, child, (*key, i), document))
        return items
    document.scalars[key] = loader.construct_object(node)
    return document.scalars[key]


def dotted(key: Key) -> str:
    """A key as instructors write it.

    >>> dotted(("assignments", 2, "runner"))
    'assignments[2].runner'
    """
    return "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".") or "the file"


def shown(value: object) -> str:
    """A value as the sentence names it; lists and mappings by their kind."""
    if value is None:
        return "an empty value"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else repr(value)


def refused(sentence: str) -> PydanticCustomError:
    """A validation error whose whole text is ours."""
    return PydanticCustomError("refused", "{sentence}", {"sentence": sentence})


def says(noun: str, allowed: str, known: Iterable[str] = ()) -> WrapValidator:
    """Say `<value> is not <noun>; allowed: <allowed>.` instead of pydantic's sentence.

    Args:
        noun: with its article.
        allowed: the values that would do, in words.
        known: words of which the nearest is offered.
    """

    def validate(value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
        try:
            return inner(value)
        except ValidationError:
            guess = did_you_mean(value, tuple(known)) if isinstance(value, str) else ""
            raise refused(f"{shown(value)} is not {noun}; allowed: {allowed}. {guess}") from None

    return WrapValidator(validate)


def report_all(errors: Iterable[ErrorDetails], document: Document, schema: dict[str, Any]) -> None:
    """Note what pydantic found, in words that name the value and what is allowed."""
    for error in errors:
        document.report(error["loc"], _sentence(error, schema))


def _sentence(problem: ErrorDetails, schema: dict[str, Any]) -> str:
    key, value = problem["loc"], shown(problem["input"])
    match problem["type"]:
        case "missing":
            return f"this key is missing. {_part(schema, key)['description']}"
        case "extra_forbidden":
            keys = tuple(_part(schema, key[:-1])["properties"])
            return f"unknown key; allowed: {', '.join(keys)}. {did_you_mean(str(key[-1]), keys)}"
        case "model_type":
            return (
                f"{value} is not a mapping; allowed: the keys {', '.join(_part(schema, key)['properties'])}."
            )
        case "dict_type":
            return f"{value} is not a mapping; allowed: `name: value` pairs."
        case "tuple_type":
            return f"{value} is not a list; allowed: one `- ` entry per item."
        case _:
            return problem["msg"]


def _part(schema: dict[str, Any], key: Key) -> dict[str, Any]:
    """The part of a JSON Schema that describes the value at `key`."""
    part = schema
    for k in key:
        part = part["items"] if isinstance(k, int) else part["properties"][k]
        if "$ref" in part:
            part = {**schema["$defs"][part["$ref"].rpartition("/")[2]], **part}
    return part


def together(path: Path, problems: list[Problem]) -> InstructorError:
    """One error that lists the problems of a file, at least one, in the order of their lines."""
    if len(problems) == 1:
        [(line, sentence)] = problems
        return InstructorError(sentence, where=f"{path}:{line}")
    listed = "".join(f"\n{path}:{line}: {sentence}" for line, sentence in sorted(problems))
    return InstructorError(f"{len(problems)} problems{listed}", where=str(path))
