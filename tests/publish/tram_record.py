"""A record made by hand: an invented dispute of tram drivers, told by three short reports written for these tests."""

from __future__ import annotations

import hashlib

from standoff.record import (
    Action,
    Actor,
    AsidePlace,
    Change,
    Commitment,
    Copy,
    Decided,
    DecisionLine,
    Demand,
    Disagreement,
    Evidence,
    Happening,
    Item,
    Made,
    Move,
    Order,
    Phase,
    Place,
    QuantityLine,
    Record,
    ReportLine,
    Response,
    SharedPassage,
    Statement,
    Talks,
    Tally,
    Threads,
    Time,
    Unread,
    Value,
)

LEDGER, WIRE, BRIEF = "ledger/2031-05-04.txt", "https://wire.example/tram?id=7&lang=en", "brief.txt"

SHARED = "The drivers' union said on Sunday that the transport board had refused to sign the minutes of the talks."

TEXTS = {
    LEDGER: (
        "Trams stand still for a third day\n\n"
        "Advertisement\n\n"
        f"{SHARED} Fourteen drivers sat across the table, and the meeting began at 6.30 pm.\n\n"
        "“We want a pay rise of nine percent and an end to split shifts,” said Mira Oldane, who leads the union. "
        "The board promised to replace the old brakes by 1 June.\n\n"
        "Three of the five demands have been met, she added. Rain is expected <script>alert('x')</script> & wind."
    ),
    WIRE: (
        f"{SHARED}\n\n"
        "The board's spokesman denied it: nobody had asked for a signature, he said. "
        "The talks began at 7 pm, according to the board.\n\n"
        "A city court ordered the drivers to keep night trams running until Friday."
    ),
    BRIEF: "Drivers left their trams on Friday morning and will stay out until they are heard, [bold]they said[/bold].",
}


def at(report: str, quote: str, nth: int = 0) -> Place:
    """Where `quote` stands in a report of the fixture."""
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[report].index(quote, start + 1)
    return Place(start=start, end=start + len(quote))


def seen(report: str, quote: str) -> Evidence:
    """The same, with the report named."""
    place = at(report, quote)
    return Evidence(report=report, start=place.start, end=place.end)


UNION, BOARD, COURT, LEADER = "drivers' union", "transport board", "city court", "Mira Oldane"


def move(name: str, report: str, quote: str, **changes: object) -> Move:
    """A move with the fields that a test does not care about filled in."""
    given: dict[str, object] = {
        "id": name, "report": report, "kind": "refuse", "actor": None, "addressee": None, "what": "something",
        "items": (), "when": None, "when_why": (), "place": None, "modality": "happened", "partial": False,
        "said_by": None, "quantities": (), "evidence": (at(report, quote),), "origin": report, "happening": None,
        "maybe_same_as": (), "threads": (), "score": 0.8, "rule": "hand",
    }  # fmt: skip
    return Move(**{**given, **changes})  # type: ignore[arg-type]


def _reports() -> tuple[ReportLine, ...]:
    def line(name: str, **changes: object) -> ReportLine:
        given: dict[str, object] = {
            "id": name, "sha256": hashlib.sha256(TEXTS[name].encode()).hexdigest(), "sources": (name,), "source": None,
            "title": None, "published": None, "stamped": None, "published_basis": "unknown", "why": (),
            "language": "en", "set_aside": (), "noted": (), "unread": (),
        }  # fmt: skip
        return ReportLine(**{**given, **changes})  # type: ignore[arg-type]

    title, advert = at(LEDGER, "Trams stand still for a third day"), at(LEDGER, "Advertisement")
    rain = at(LEDGER, "Rain is expected <script>alert('x')</script> & wind.")
    return (
        line(BRIEF, published="2031-05-02/2031-05-03", published_basis="inferred",
             why=("“Friday morning” lies before publication", "the walk-out was on 2 May 2031")),
        line(LEDGER, source="Harbour Ledger", title="Trams stand still for a third day", published="2031-05-04",
             stamped="2031-05-04", published_basis="given", why=("the report is stamped 2031-05-04",),
             set_aside=(AsidePlace(start=title.start, end=title.end, reason="title"),
                        AsidePlace(start=advert.start, end=advert.end, reason="advert")),
             unread=(Unread(start=rain.start, end=rain.end, chance=0.25),)),
        line(WIRE, source="North <Wire>", noted=(at(WIRE, "The talks began at 7 pm, according to the board."),)),
    )  # fmt: skip


def _moves() -> tuple[Move, ...]:
    pay, shifts = "a pay rise of nine percent", "an end to split shifts"
    refused = {
        "actor": BOARD, "addressee": UNION, "what": "to sign the minutes of the talks", "when": "2031-05-04",
        "modality": "alleged", "said_by": UNION, "origin": "family-1", "happening": "ha1", "threads": ("ta1",),
        "when_why": ("“Sunday” is the last Sunday up to publication", "the report was published on 4 May 2031"),
    }  # fmt: skip
    return (
        move("m01", LEDGER, SHARED, score=0.9, **refused),
        move("m02", WIRE, SHARED, **refused),
        move("m03", LEDGER, f"We want {pay} and {shifts}", kind="demand", actor=UNION, addressee=BOARD,
             what="better pay and shifts", said_by=LEADER, threads=("de1", "de2"),
             items=(Item(what=pay, evidence=(at(LEDGER, pay),), thread="de1"),
                    Item(what=shifts, evidence=(at(LEDGER, shifts),), thread="de2")),
             quantities=(QuantityLine(value="nine", unit="percent", of="pay rise", start=at(LEDGER, "nine").start,
                                      end=at(LEDGER, "nine percent").end),)),
        move("m04", LEDGER, "The board promised to replace the old brakes by 1 June.", kind="promise", actor=BOARD,
             what="to replace the old brakes", threads=("co1",)),
        move("m05", WIRE, "The board's spokesman denied it", kind="deny", actor=BOARD, modality="denied",
             what="that it refused to sign", threads=("ta1",)),
        move("m06", WIRE, "A city court ordered the drivers to keep night trams running until Friday.", kind="order",
             actor=COURT, addressee=UNION, what="to keep night trams running", threads=("or1",)),
        move("m07", BRIEF, "Drivers left their trams on Friday morning", kind="start", actor=UNION, what="the strike",
             when="2031-05-02", when_why=("“Friday morning” is 2 May 2031",), threads=("ac1",), partial=True),
        move("m08", BRIEF, "will stay out until they are heard", kind="plan", actor=UNION, modality="conditional",
             what="to stay out", maybe_same_as=("m07",), threads=("ac1",)),
    )  # fmt: skip


def _threads() -> Threads:
    both, one = {"reports": (LEDGER, WIRE), "origins": ("family-1",)}, {"reports": (LEDGER,), "origins": (LEDGER,)}
    begun = (seen(LEDGER, "the meeting began at 6.30 pm"), seen(WIRE, "The talks began at 7 pm"))
    return Threads(
        demands=(
            Demand(id="de1", what="a pay rise of nine percent", status="open", contested=False, by=UNION, of=BOARD,
                   history=(Change(when=None, status="open", move="m03"),), responses=(), slots={}, **one),
            Demand(id="de2", what="an end to split shifts", status="refused", contested=True, by=UNION, of=BOARD,
                   history=(Change(when=None, status="open", move="m03"),
                            Change(when="2031-05-04", status="refused", move="m01")),
                   responses=(Response(kind="refuse", by=BOARD, when="2031-05-04", move="m01"),),
                   slots={"of": (seen(LEDGER, "transport board"),)}, **both),
        ),
        commitments=(
            Commitment(id="co1", what="to replace the old brakes", status="overdue", contested=False, by=BOARD,
                       to=None, nature="promise", form="unclear", condition=None, due="2031-06-01", slots={},
                       history=(Change(when=None, status="open", move="m04"),
                                Change(when="2031-06-02", status="overdue", move=None)), **one),
        ),
        talks=(
            Talks(id="ta1", what="talks between union and board", status="held", contested=True, round=2,
                  date="2031-05-03", invited=None, terms=None, scheduled=None, begun="18:30", ended=None, lasted=None,
                  venue=None, with_=(UNION, BOARD), delegation=14, minutes="not signed", outcome=None,
                  history=(Change(when="2031-05-03", status="held", move="m01"),),
                  slots={"begun": begun, "with_": (seen(LEDGER, "Fourteen drivers"),)}, **both),
        ),
        actions=(
            Action(id="ac1", what="strike of the tram drivers", status="running", contested=False, by=UNION,
                   start="2031-05-02", end=None, reports=(BRIEF,), origins=(BRIEF,), slots={},
                   history=(Change(when="2031-05-02", status="running", move="m07"),),
                   phases=(Phase(phase="start", when="2031-05-02", partial=True, move="m07"),)),
        ),
        orders=(
            Order(id="or1", what="to keep night trams running", status="open", contested=False, by=COURT, to=UNION,
                  due=None, reports=(WIRE,), origins=(WIRE,), slots={},
                  history=(Change(when=None, status="open", move="m06"),)),
        ),
    )  # fmt: skip


def tram_record() -> Record:
    """The whole record."""
    friday, tally = at(BRIEF, "Friday morning"), at(LEDGER, "Three of the five demands")
    said = at(LEDGER, "“We want a pay rise of nine percent and an end to split shifts,”")
    early, late = seen(LEDGER, "began at 6.30 pm"), seen(WIRE, "began at 7 pm")
    return Record(
        dispute="The tram drivers' strike", as_of=None, made_by=Made(standoff="0.1.0", tagger="hand", models={}),
        reports=_reports(),
        actors=(
            Actor(id="ac-union", name=UNION, aliases=("drivers", "the union"), kind="organisation", role=None,
                  affiliation=None, side="protesters", why=("it demands and strikes",), reports=(BRIEF, LEDGER, WIRE)),
            Actor(id="ac-board", name=BOARD, aliases=("the board",), kind="government body", role=None,
                  affiliation=None, side="authority", reports=(LEDGER, WIRE)),
            Actor(id="ac-lead", name=LEADER, aliases=(), kind="person", role="leader", affiliation=UNION,
                  side="protesters", reports=(LEDGER,), decided=(
                      Decided(field="side", suggested="unknown", decided="protesters", decision="e1"),)),
            Actor(id="ac-court", name=COURT, aliases=(), kind="court", role=None, affiliation=None,
                  side="third party", reports=(WIRE,)),
        ),
        statements=(Statement(id="st1", report=LEDGER, speaker=LEADER, kind="direct", cue="said", content=(said,)),),
        times=(
            Time(id="ti1", report=BRIEF, start=friday.start, end=friday.end, text="Friday morning", type="TIME",
                 value="2031-05-02TMO", span="2031-05-02"),
            Time(id="ti2", report=WIRE, start=at(WIRE, "Sunday").start, end=at(WIRE, "Sunday").end, text="Sunday",
                 type="DATE", value="XXXX-WXX-7", span=None),
        ),
        moves=_moves(),
        happenings=(Happening(id="ha1", kind="refuse", when="2031-05-04", moves=("m01", "m02")),),
        threads=_threads(),
        tallies=(Tally(id="tl1", what="demands met", value=3, of=5, report=LEDGER, start=tally.start, end=tally.end),),
        disagreements=(
            Disagreement(id="di1", about="when the talks began", slot="ta1.begun", values=(
                Value(value="18:30", reports=(LEDGER,), origins=(LEDGER,), evidence=(early,)),
                Value(value="19:00", reports=(WIRE,), origins=(WIRE,), evidence=(late,)))),
        ),
        copies=(
            Copy(reports=(LEDGER, WIRE), kind="wire",
                 passages=(SharedPassage(a=seen(LEDGER, SHARED), b=seen(WIRE, SHARED)),)),
        ),
        decisions=(
            DecisionLine(id="e1", kind="side", what=f"“{LEADER}” stands on the side: protesters", names=(LEADER,),
                         values={"side": "protesters"}, by="Ines", when="2031-05-06T09:30:00Z", why="she leads them",
                         source=None, state="holds", note=None, actors=(LEADER,), evidence=(seen(LEDGER, LEADER),)),
            DecisionLine(id="e2", kind="side", what="“inspector” stands on the side: authority", names=("inspector",),
                         values={"side": "authority"}, by=None, when="2031-05-06T09:31:00Z", why=None,
                         source=None, state="orphan", note="nobody is called “inspector”", actors=(), evidence=()),
        ),
        texts=TEXTS,
    )  # fmt: skip
