"""Read marked reports: press reports written for this project, with every move marked where it stands.

A mark is `{kind#id: ACTOR > ADDRESSEE @WHEN ~MODALITY ^SPEAKER | the words}`; `{=id | the words}` is another telling
of the move marked with that id. Marks may nest. `docs/moves.md` says what is marked and what is not, and the head of a
file (`published:`, `outlet:`, then `---`) is no part of the report.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import get_args

from standoff.model import Modality, MoveKind

KINDS = frozenset(get_args(MoveKind))
MODALITIES = frozenset(get_args(Modality))
_MARK = re.compile(r"\{(?:=(?P<same>\w+)\s*|(?P<kind>[a-z]+)(?:#(?P<id>\w+))?:(?P<rest>[^|{}]*))\|\s?")
_DAY = r"(?:\.\.|\d{4}(?:-\d\d(?:-\d\d)?)?)"
_WHEN = re.compile(rf"{_DAY}(?:/{_DAY})?")
_FIELD = {"when": "@", "modality": "~", "said_by": "^"}


class MarkError(ValueError):
    """A marked report that cannot be read, with the file and the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One move as marked: its passage, and the passages that tell the same act again in the same report."""

    kind: str
    actor: str | None
    addressee: str | None
    when: str | None
    modality: str
    said_by: str | None
    span: tuple[int, int]
    also: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReport:
    """A report's text without its marks, and the moves marked in it, by place."""

    name: str
    published: str | None
    outlet: str
    text: str
    moves: tuple[Marked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One invented dispute: its reports and the names each party goes by."""

    slug: str
    names: dict[str, tuple[str, ...]]
    sides: dict[str, str]
    reports: tuple[MarkedReport, ...]


def load_dispute(folder: Path) -> Dispute:
    """The dispute kept in `folder`; raises `MarkError` for a mark that is wrong, naming file and words."""
    told = tomllib.loads((folder / "dispute.toml").read_text(encoding="utf-8"))
    names = {p["name"]: (p["name"], *p.get("aliases", [])) for p in told["party"]}
    reports = tuple(load_report(path, frozenset(names)) for path in sorted(folder.glob("*.txt")))
    return Dispute(slug=folder.name, names=names, sides={p["name"]: p["side"] for p in told["party"]}, reports=reports)


def load_report(path: Path, parties: frozenset[str]) -> MarkedReport:
    """One marked report; raises `MarkError`."""
    head, line, body = path.read_text(encoding="utf-8").partition("\n---\n")
    meta = dict(entry.split(": ", 1) for entry in head.splitlines() if ": " in entry)
    published = meta.get("published", "")
    try:
        if not line:
            raise MarkError("there is no line '---' after the head")
        if published != "unknown":
            date.fromisoformat(published)
        text, moves = _Marks(body.strip("\n") + "\n", parties).read()
    except ValueError as err:
        raise MarkError(f"{path}: {err}") from err
    return MarkedReport(
        name=path.name,
        published=None if published == "unknown" else published,
        outlet=meta.get("outlet", ""),
        text=text,
        moves=moves,
    )


@dataclass(slots=True)
class _Marks:
    """The walk over a marked text, which gathers the plain text and the marks."""

    body: str
    parties: frozenset[str]
    plain: str = ""
    found: list[tuple[re.Match[str], int, int]] = field(default_factory=list)

    def read(self) -> tuple[str, tuple[Marked, ...]]:
        self._walk()
        also: dict[str, list[tuple[int, int]]] = {}
        for mark, start, end in self.found:
            if mark["same"]:
                also.setdefault(mark["same"], []).append((start, end))
        full = [(m, (a, b)) for m, a, b in self.found if not m["same"]]
        if lost := set(also) - {m["id"] for m, _ in full}:
            raise MarkError(f"nothing is marked with the id {min(lost)!r}")
        moves = [self._move(m, span, tuple(also.get(m["id"] or "", ()))) for m, span in full]
        return self.plain, tuple(sorted(moves, key=lambda m: m.span))

    def _walk(self) -> None:
        parts: list[str] = []
        size, at = 0, 0
        opened: list[tuple[re.Match[str], int]] = []
        while at < len(self.body):
            sign = self.body[at]
            if sign == "{":
                mark = _MARK.match(self.body, at)
                if mark is None:
                    raise MarkError(f"no mark begins like this: {self.body[at : at + 60]!r}")
                opened.append((mark, size))
                at = mark.end()
                continue
            if sign == "}":
                if not opened:
                    raise MarkError(f"a mark ends that never began, after {self.body[max(0, at - 50) : at]!r}")
                mark, start = opened.pop()
                inner = "".join(parts)[start:]
                self.found.append((mark, size - len(inner.lstrip()), start + len(inner.rstrip())))
            else:
                parts.append(sign)
                size += 1
            at += 1
        if opened:
            raise MarkError(f"a mark never ends: {opened[-1][0][0]!r}")
        self.plain = "".join(parts)

    def _move(self, mark: re.Match[str], span: tuple[int, int], also: tuple[tuple[int, int], ...]) -> Marked:
        rest = mark["rest"]
        if mark["kind"] not in KINDS:
            raise MarkError(f"there is no kind {mark['kind']!r}")
        told: dict[str, str | None] = {}
        for name, sign in _FIELD.items():
            value = re.search(rf"(?:^|\s){re.escape(sign)}([^@~^]+)", rest)
            told[name] = value[1].strip() if value else None
        actor, _, addressee = re.split(r"(?:^|\s)[@~^]", rest, maxsplit=1)[0].partition(">")
        modality, when = told["modality"] or "happened", told["when"]
        if modality not in MODALITIES:
            raise MarkError(f"there is no modality {modality!r}")
        if when is not None and not _WHEN.fullmatch(when):
            raise MarkError(f"{when!r} is no date")
        return Marked(
            kind=mark["kind"], actor=self._party(actor), addressee=self._party(addressee), when=when,
            modality=modality, said_by=self._party(told["said_by"] or ""), span=span, also=also,
        )  # fmt: skip

    def _party(self, name: str) -> str | None:
        name = name.strip()
        if name in {"", "-"}:
            return None
        for part in name.split(" + "):
            if part not in self.parties:
                raise MarkError(f"{part!r} is no party of dispute.toml")
        return name
