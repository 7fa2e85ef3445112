"""Groups: all that the report calls those in dispute becomes one actor; other groups stand beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from standoff.tag.actors.acts import protest_act
from standoff.tag.actors.found import Entity, Found
from standoff.tag.actors.lexicon import occupations, plural, rank_kin, singular, subject_verb, terms
from standoff.tag.actors.nominals import Nominal
from standoff.tag.parse import Parsed

_GENERAL, _PROTEST = "*general", "*protest"
_OF_UNION = 2


def groups(parsed: Parsed, found: Sequence[Nominal]) -> list[Entity]:
    """The groups of the report. The first is the protesting one, where there is one."""
    plurals = [n for n in found if n.kind == "group"]
    main = _main(parsed, plurals, found)
    ours = main or _PROTEST
    apart = _other_ranks(parsed, [n for n in plurals if _key(n) == main])
    held: dict[str, list[Nominal]] = defaultdict(list)
    for n in plurals:
        if n.found in apart:
            held[f"{n.words[0]} {_key(n)}"].append(n)
            continue
        held[ours if _is_ours(parsed, n, main) else _own_key(n)].append(n)
    for n in found:
        if n.kind == "member" and n.subject and _speaks(parsed, n):
            held[ours if _is_ours(parsed, n, main) else _own_key(n)].append(n)
    made = [_entity(parsed, key, held[key], key == ours) for key in sorted(held, key=lambda k: (k != ours, k))]
    return [e for e in made if e is not None]


def _other_ranks(parsed: Parsed, mentions: Sequence[Nominal]) -> frozenset[Found]:
    """The mentions whose rank is not that of those in dispute: "senior doctors" beside striking junior ones."""
    weights: Counter[str] = Counter()
    for n in mentions:
        weights[_rank(n)] += 3 * acts(parsed, n) + 1
    ranks = [r for r in sorted(weights) if r and r not in terms("groups", "bystanding")]
    best = max(ranks, key=lambda r: weights[r], default="")
    return frozenset(n.found for n in mentions if _rank(n) not in ("", best))


def _rank(n: Nominal) -> str:
    return next((rank_kin()[w] for w in n.words if w in rank_kin()), "")


def _is_ours(parsed: Parsed, n: Nominal, main: str | None) -> bool:
    """Whether the phrase means those in dispute."""
    key = _key(n)
    if key == _PROTEST or (key == _GENERAL and n.dispute):
        return True
    if key == _GENERAL:
        words = set(n.words) - terms("groups", "trade")
        return not words or (main is None and acts(parsed, n)) or (main is not None and words <= {main, main + "s"})
    return key == main


def _own_key(n: Nominal) -> str:
    return " ".join((*n.words, n.head)) if _key(n) == _GENERAL else _key(n)


def _speaks(parsed: Parsed, n: Nominal) -> bool:
    verb = subject_verb(parsed.sentences[n.found.sentence].doc[n.token])
    return verb is not None and verb.lemma_.lower() in terms("verbs", "speech")


def acts(parsed: Parsed, n: Nominal) -> bool:
    """Whether the phrase shows its people in dispute: "striking", "X walked out", "X strikes"."""
    token = parsed.sentences[n.found.sentence].doc[n.token]
    verb = subject_verb(token)
    leads = token.dep_ == "poss" and token.head.lemma_.lower() in ("leader", "union", "representative")
    return n.dispute or n.strikes or leads or (verb is not None and protest_act(verb))


def _key(n: Nominal) -> str:
    if n.head in terms("groups", "protest"):
        return _PROTEST
    if n.head in terms("groups", "general"):
        return _GENERAL
    return occupations().get(n.head, n.head)


def _main(parsed: Parsed, plurals: Sequence[Nominal], found: Sequence[Nominal]) -> str | None:
    """The occupation that protests most in this report; None when only general nouns do."""
    scores: Counter[str] = Counter()
    acted: Counter[str] = Counter()
    for n in plurals:
        key = _key(n)
        if key.startswith("*") or n.head in terms("groups", "authority") or n.head in terms("groups", "others"):
            continue
        acted[key] += acts(parsed, n)
        scores[key] += 3 * acts(parsed, n) + 1
    for n in found:
        if n.kind == "org" and n.head in terms("nouns", "unions"):
            for key in {occupations()[w] for w in map(singular, n.words) if w in occupations()}:
                acted[key] += 1  # "the dockers' union": its members are those in dispute
                scores[key] += _OF_UNION
    live = [k for k in scores if acted[k]] or [k for k in scores if scores[k] >= 3]
    jobs = set(occupations().values())
    live = live or [
        k for k in scores if scores[k] >= 2 and k in jobs and any(_key(n) == k and _acting(parsed, n) for n in plurals)
    ]
    return max(sorted(live), key=lambda k: scores[k]) if live else None


def _entity(parsed: Parsed, key: str, mentions: Sequence[Nominal], is_main: bool) -> Entity | None:
    """The entity of a group; None for people who only stand by ("patients") and do nothing in the report."""
    if not is_main and not any(n.subject and _acting(parsed, n) for n in mentions):
        return None
    entity = Entity(name=_name(parsed, key, mentions), sort="group")
    for n in sorted(mentions, key=lambda n: n.found):
        entity.add(n.found, n.surface)
        entity.protest += acts(parsed, n)
    entity.protest += is_main
    heads = {n.head for n in mentions}
    if heads & terms("groups", "authority") and not is_main:
        entity.authority += 2
    if heads & terms("groups", "others") and not is_main:
        entity.third += 2
    return entity


def _acting(parsed: Parsed, n: Nominal) -> bool:
    verb = subject_verb(parsed.sentences[n.found.sentence].doc[n.token])
    if verb is None:
        return False
    if n.head in occupations():
        return True
    lemma = verb.lemma_.lower()
    return lemma in terms("verbs", "speech") or lemma in terms("verbs", "act") or protest_act(verb)


def _name(parsed: Parsed, key: str, mentions: Sequence[Nominal]) -> str:
    """The fullest common form: the commonest form with a modifier, else the commonest noun."""
    own = [n for n in mentions if _key(n) == key] or [n for n in mentions if n.kind == "group"] or list(mentions)
    heads = Counter(n.head for n in own)
    forms: Counter[tuple[tuple[str, ...], str]] = Counter()
    for n in own:
        if 0 < len(n.shown) <= 3:
            forms[n.shown, n.head] += 2 if acts(parsed, n) else 1
    best_head = max(sorted(heads), key=lambda h: heads[h])
    full = {f: c for f, c in forms.items() if not key.startswith("*") or c > 1}
    if full:
        words, head = max(sorted(full), key=lambda f: (full[f], f[1] == best_head, -len(f[0])))
        return " ".join((*words, plural(head)))
    return plural(best_head)
