"""Groups: all that the report calls those in dispute becomes one actor; other groups stand beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from standoff.tag.actors.found import Entity
from standoff.tag.actors.lexicon import occupations, plural, subject_verb, terms
from standoff.tag.actors.nominals import Nominal, protest_act
from standoff.tag.parse import Parsed


def groups(parsed: Parsed, found: Sequence[Nominal]) -> list[Entity]:
    """The groups of the report. The first is the protesting one, where there is one."""
    plurals = [n for n in found if n.kind == "group"]
    main = _main(parsed, plurals)
    held: dict[str, list[Nominal]] = defaultdict(list)
    for n in plurals:
        key = _key(n)
        if key == main or (key in ("*protest", "*general") and not _other_general(n)):
            held[main or "*protest"].append(n)
        else:
            held[key].append(n)
    for n in found:
        if n.kind == "member" and (n.dispute or n.subject) and _speaks(parsed, n):
            key = _key(n)
            held[main if key in ("*protest", "*general", main) and main else key].append(n)
    result = []
    for key in sorted(held, key=lambda k: (k != main, k)):
        entity = _entity(parsed, key, held[key], key == (main or "*protest"))
        if entity is not None:
            result.append(entity)
    return result


def _speaks(parsed: Parsed, n: Nominal) -> bool:
    verb = subject_verb(parsed.sentences[n.found.sentence].doc[n.token])
    return verb is not None and verb.lemma_.lower() in terms("verbs", "speech")


def _kind(n: Nominal) -> str:
    return occupations().get(n.head, n.head)


def _key(n: Nominal) -> str:
    if n.head in terms("groups", "protest"):
        return "*protest"
    if n.head in terms("groups", "general"):
        return "*general"
    return _kind(n)


def _other_general(n: Nominal) -> bool:
    """General nouns with words of their own, such as "health department personnel", are another group unless in dispute."""
    return _key(n) == "*general" and len(n.words) > 1 and not n.dispute


def _main(parsed: Parsed, plurals: Sequence[Nominal]) -> str | None:
    """The occupation that protests most in this report; None when only general nouns do."""
    scores: Counter[str] = Counter()
    acted: Counter[str] = Counter()
    for n in plurals:
        key = _key(n)
        if key.startswith("*") or n.head in terms("groups", "authority") or n.head in terms("groups", "others"):
            continue
        verb = subject_verb(parsed.sentences[n.found.sentence].doc[n.token])
        acts = n.dispute or (verb is not None and protest_act(verb))
        acted[key] += acts
        scores[key] += 3 * acts + 1
    live = [k for k in scores if acted[k]]
    if not live:
        live = [k for k in scores if scores[k] >= 3]
    return max(sorted(live), key=lambda k: scores[k]) if live else None


def _entity(parsed: Parsed, key: str, mentions: Sequence[Nominal], is_main: bool) -> Entity | None:
    """The entity of a group; None for people who only stand by ("patients") and do nothing in the report."""
    acts = [n for n in mentions if n.subject]
    heads = {n.head for n in mentions}
    if not is_main and not any(n.subject and _acting(parsed, n) for n in acts):
        return None
    entity = Entity(name="", sort="group")
    for n in sorted(mentions, key=lambda n: n.found):
        entity.add(n.found, n.surface)
        verb = subject_verb(parsed.sentences[n.found.sentence].doc[n.token])
        entity.protest += n.dispute or (verb is not None and protest_act(verb))
    entity.name = _name(key, mentions)
    if heads & terms("groups", "authority") and not is_main:
        entity.authority += 2
    if heads & terms("groups", "others") and not is_main:
        entity.third += 2
    return entity


def _acting(parsed: Parsed, n: Nominal) -> bool:
    verb = subject_verb(parsed.sentences[n.found.sentence].doc[n.token])
    return verb is not None and (verb.lemma_.lower() in terms("verbs", "speech") or verb.lemma_.lower() in terms("verbs", "act")
                                 or protest_act(verb))  # fmt: skip


def _name(key: str, mentions: Sequence[Nominal]) -> str:
    """The fullest common form: the commonest form with a modifier, else the commonest noun."""
    own = [n for n in mentions if _key(n) == key] or [n for n in mentions if n.kind == "group"] or list(mentions)
    heads = Counter(n.head for n in own)
    full = Counter((n.words, n.head) for n in own if 0 < len(n.words) <= 3 and n.kind == "group")
    best_head = max(sorted(heads), key=lambda h: heads[h])
    if full:
        words, head = max(sorted(full), key=lambda f: (full[f], f[1] == best_head, -len(f[0])))
        return " ".join((*words, plural(head)))
    return plural(best_head)
