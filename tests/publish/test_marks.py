"""A marked text is the text: whatever passages overlap, and however."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from standoff.publish.marks import Mark, Ref, marked

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Reader(HTMLParser):
    """Collects text, ids, and the text inside each id's element; raises when tags do not nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.ids: list[str] = []
        self.open: list[tuple[str, str | None]] = []
        self.inside: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        if name is not None:
            self.ids.append(name)
            self.inside[name] = ""
        if tag not in VOID:
            self.open.append((tag, name))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, name in self.open:
            if name is not None:
                self.inside[name] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(str(html))  # a slice of Markup would escape again
    reader.close()
    assert not reader.open
    return reader


letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.text(st.one_of(st.sampled_from("ab <>&\"'\n\r\t"), letters), max_size=80)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    places = st.integers(min_value=0, max_value=len(text) + 2)
    pairs = draw(st.lists(st.tuples(places, places), max_size=12, unique=True))
    classes = st.sampled_from([("move",), ("aside",), ("time", "statement"), ("unread",)])
    return text, [
        Mark(start=min(p), end=max(p), classes=draw(classes), label='<"&', refs=(Ref(anchor="m1", number=1),))
        for p in {(min(p), max(p)) for p in pairs}
    ]


@given(marked_texts())
def test_the_text_content_is_the_report_text_and_every_mark_has_one_anchor(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    reader = read(marked(text, marks))
    assert reader.text == text
    assert sorted(reader.ids) == sorted(m.anchor for m in marks)


@given(marked_texts())
def test_the_anchor_stands_where_its_passage_begins(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    reader = read(marked(text, marks))
    for mark in marks:
        found = reader.inside[mark.anchor]
        assert text[mark.start :].startswith(found)
        assert len(found) <= max(mark.end - mark.start, 0)


def test_a_passage_within_another_is_one_element() -> None:
    reader = read(marked("one two three", [_mark(0, 13), _mark(4, 7), _mark(4, 13)]))
    assert reader.inside == {"p0-13": "one two three", "p4-13": "two three", "p4-7": "two"}


def test_of_two_that_cross_the_later_is_split_and_its_id_stands_once() -> None:
    html = marked("one two three", [_mark(0, 7), _mark(4, 13)])
    assert html.count('id="p4-13"') == 1
    assert html.count("<mark") == 3
    assert 'class="move again"' in html


def test_a_passage_over_two_paragraphs_is_split_at_their_border() -> None:
    html = marked("one\n\ntwo\n", [_mark(0, 8)])
    assert html == ('<p><mark id="p0-8" class="move">one\n\n</mark></p><p><mark class="move again">two</mark>\n</p>')


def test_markup_in_a_report_is_inert() -> None:
    html = marked("<script>alert(1)</script>", [_mark(0, 8)])
    assert "<script" not in html
    assert read(html).text == "<script>alert(1)</script>"


def _mark(start: int, end: int) -> Mark:
    return Mark(start=start, end=end, classes=("move",))
