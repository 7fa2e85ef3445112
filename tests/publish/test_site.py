"""The site on disk: every link leads somewhere, every text is the report's, and nothing that was there is lost."""

from __future__ import annotations

import dataclasses
import itertools
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from tram_record import BRIEF, LEDGER, TEXTS, tram_record

from standoff.errors import SiteError
from standoff.publish import site
from standoff.publish.index import RecordIndex, copy_id
from standoff.publish.pages import pages, report_path
from standoff.record import Made, Record, Threads

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """The ids, links, headings and title of a page, and the text of its `div` of class `text`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, bool]] = []
        self.text = ""
        self.title = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [i for i in (found.get("id"),) if i is not None]
        self.links += [u for u in (found.get("href"), found.get("src")) if u is not None]
        if tag not in VOID:
            self.open.append((tag, found.get("class") == "text"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(text for _, text in self.open):
            self.text += data
        if self.open and self.open[-1][0] == "title":
            self.title += data


def parsed(record: Record) -> dict[str, Page]:
    return {path: Page(html) for path, html in pages(record).items() if path.endswith(".html")}


def empty() -> Record:
    return Record(
        dispute=None, as_of=None, made_by=Made(standoff="0.1.0", tagger="hand"), reports=(), actors=(), statements=(),
        times=(), moves=(), happenings=(), threads=Threads(), tallies=(), disagreements=(), copies=(),
    )  # fmt: skip


def without_texts() -> Record:
    return dataclasses.replace(tram_record(), texts={})


@pytest.mark.parametrize("record", [tram_record(), empty(), without_texts()], ids=["whole", "empty", "textless"])
def test_every_link_leads_to_a_page_and_to_a_place_on_it(record: Record) -> None:
    found = parsed(record)
    files = set(pages(record))
    for path, page in found.items():
        for link in page.links:
            if link.startswith(("http", "data:,")):
                continue
            target, _, fragment = link.partition("#")
            where = (Path(path).parent / target).as_posix() if target else path
            where = where.replace("reports/../", "")
            assert where in files, f"{path}: {link}"
            # A record without texts has no passages to lead to.
            if fragment and (record.texts or not fragment.startswith("p")):
                assert unquote(fragment) in found[where].ids, f"{path}: {link}"


def test_no_page_asks_for_anything_outside_or_runs_anything() -> None:
    for page in parsed(tram_record()).values():
        for tag, found in page.tags:
            assert tag not in {"script", "img", "iframe", "object", "form"}
            assert not any(name.startswith("on") or name in {"style", "src"} for name in found)
            if tag == "link":
                assert not (found["href"] or "").startswith(("http", "//"))
    assert "url(" not in pages(tram_record())["style.css"]
    assert "@import" not in pages(tram_record())["style.css"]


def test_every_page_has_a_title_one_heading_a_language_and_a_way_past_the_menu() -> None:
    for path, page in parsed(tram_record()).items():
        tags = [tag for tag, _ in page.tags]
        assert (path, tags.count("h1")) == (path, 1)
        assert page.title.strip()
        assert page.tags[0] == ("html", {"lang": "en"})
        assert page.links[2 if page.links[0] == "data:," else 0] == "#content"
        assert len(page.ids) == len(set(page.ids)), path
        levels = [int(t[1]) for t in tags if t in {"h1", "h2", "h3"}]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), path


@pytest.mark.parametrize("report", TEXTS)
def test_the_text_of_a_report_stands_on_its_page_unchanged(report: str) -> None:
    page = Page(pages(tram_record())[report_path(report)])
    assert page.text == TEXTS[report]


def test_every_id_of_the_record_has_its_anchor() -> None:
    record = tram_record()
    found = parsed(record)
    ids = {i for page in found.values() for i in page.ids}
    wanted = {m.id for m in record.moves} | {h.id for h in record.happenings} | {s.id for s in record.statements}
    wanted |= {d.id for d in record.disagreements} | {a.id for a in record.actors} | {t.id for t in record.tallies}
    wanted |= {t.id for t in RecordIndex(record).threads()}
    assert wanted | {copy_id(record.copies[0])} <= ids


def test_a_line_says_its_date_modality_speaker_and_support() -> None:
    html = pages(tram_record())["timeline.html"]
    assert '<time datetime="2031-05-04">4 May 2031</time>' in html
    assert "alleged, said by drivers&#39; union" in html
    assert "2 reports, 1 origin, 1 voice" in html


def test_set_aside_and_unread_passages_are_marked_with_the_reason() -> None:
    html = pages(tram_record())[report_path(LEDGER)]
    assert 'class="aside" title="set aside: advertisement" data-reason="advertisement">Advertisement</span>' in html
    assert 'class="unread"' in html


def test_markup_in_a_report_is_inert() -> None:
    for html in pages(tram_record()).values():
        assert "<script" not in html
        assert "North <Wire>" not in html


def test_only_addresses_on_the_web_become_links() -> None:
    report = dataclasses.replace(tram_record().reports[0], sources=("javascript:alert(1)", "https://a.example/x"))
    record = dataclasses.replace(tram_record(), reports=(report, *tram_record().reports[1:]))
    page = Page(pages(record)[report_path(BRIEF)])
    assert "https://a.example/x" in page.links
    assert not any(link.startswith("javascript") for link in page.links)


def test_names_of_files_are_plain_and_unlike_ids_get_unlike_names() -> None:
    names = [report_path(i) for i in ("a/b.txt", "a-b.txt", "A/B.txt", "../../etc/passwd", "", "é", "x" * 999)]
    assert len(set(names)) == len(names)
    assert all(len(n) < 100 and ".." not in n and n.count("/") == 1 and n.isascii() for n in names)


def test_the_same_record_gives_the_same_pages() -> None:
    assert pages(tram_record()) == pages(dataclasses.replace(tram_record(), texts=dict(reversed(TEXTS.items()))))


def read(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_site_is_written_and_written_again(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    site.write(tram_record(), target)
    first = read(target)
    assert set(first) == {*pages(tram_record()), site.MARKER}
    site.write(tram_record(), target)
    assert read(target) == first
    site.write(empty(), target)
    assert not any(name.startswith("reports/") for name in read(target))
    assert [p.name for p in target.parent.iterdir()] == ["site"]
    assert target.stat().st_mode & 0o700 == 0o700


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    site.write(empty(), tmp_path / "site")
    assert (tmp_path / "site" / "index.html").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SiteError, match="is no Standoff site; name an empty or a new folder"):
        site.write(tram_record(), tmp_path)
    assert read(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_file_that_somebody_put_into_a_site_is_not_lost(tmp_path: Path) -> None:
    site.write(tram_record(), tmp_path / "site")
    (tmp_path / "site" / ".DS_Store").write_text("a file manager's")
    site.write(tram_record(), tmp_path / "site")
    (tmp_path / "site" / "notes.txt").write_text("mine")
    with pytest.raises(SiteError, match=r"also holds notes\.txt, which is not of the site"):
        site.write(tram_record(), tmp_path / "site")
    assert (tmp_path / "site" / "notes.txt").read_text() == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(SiteError, match="is a file; name a folder"):
        site.write(tram_record(), tmp_path / "site")


@pytest.mark.parametrize("fails", ["write_bytes", "rename"])
def test_when_writing_fails_the_earlier_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    target = tmp_path / "site"
    site.write(tram_record(), target)
    before = read(target)
    true_rename = Path.rename

    def full(self: Path, *_: object) -> None:
        raise OSError(28, "No space left on device")

    def once(self: Path, goal: Path) -> Path:
        if self.name == "new":
            full(self)
        return true_rename(self, goal)

    monkeypatch.setattr(Path, fails, full if fails == "write_bytes" else once)
    with pytest.raises(SiteError, match="No space left on device"):
        site.write(empty(), target)
    assert read(target) == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
