"""The archive: what is kept, what is current, what is said when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import schema
from pipelines.archive import Archive, ArchiveError
from pipelines.items import Check, Fact, Figure, Finding, Report, Section, Source
from pipelines.panel import PANEL, STATED

TEXT = "本年度共收到政府信息公开申请215件，行政复议1件。" * 5


def report(
    received: float | None = 5, *, text: str = TEXT, year: int = 2021, agency: str | None = "某局", **changes
) -> Report:
    figures = (
        Figure(
            tbl="requests",
            row="received",
            col="total",
            value=received,
            unit="件",
            raw=str(received),
            place="",
            method="html",
        ),
        Figure(tbl="requests", row="carried_over", col="total", value=0, unit="件", raw="0", place="", method="html"),
    )
    made = Report(
        source=Source(sha256="0", media_type="text/html", encoding="utf-8"), kind="report", status="complete",
        agency=agency, fiscal_year=year, title=f"某局{year}年政府信息公开工作年度报告", editions={"requests": "2021"},
        sections=(Section(number="一", id="overall", heading="总体情况", text=text),), figures=figures,
        facts=(Fact(indicator="requests.received", value=215, unit="件", qualifier="exact", quote="收到申请215件"),),
        checks=(Check(rule="requests.balance", place="total", held=True, left=5, right=5),),
        findings=(Finding(code="note", kind="source", detail="'; DROP TABLE reports; --"),),
    )  # fmt: skip
    return replace(made, **changes)


def not_a_report() -> Report:
    source = Source(sha256="0", media_type="text/html", encoding="utf-8")
    finding = Finding(code="login_page", kind="source", detail="a login")
    return Report(source=source, kind="not_a_report", status="failed", findings=(finding,))


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "a.db", writing=True) as opened:
        yield opened


def keep(archive: Archive, body: bytes, read: Report, url: str = "http://a.cn/1") -> tuple[str, str]:
    capture = archive.store_capture(run_id=None, url=url, body=body, role="report", extract=True)
    if capture.outcome == "same":
        return "same", ""
    return capture.outcome, archive.store_report(capture.id, read, extractor_version="1").outcome


def current(archive: Archive) -> list[tuple[str, int, float | None]]:
    rows = archive.rows("SELECT agency, fiscal_year, req_received_total AS n FROM panel")
    return [(row["agency"], row["fiscal_year"], row["n"]) for row in rows]


# ---- what is kept ----


def test_a_report_comes_back_as_it_was_read(archive):
    keep(archive, b"1", report())
    loaded = archive.load_report(1)
    assert replace(loaded, source=report().source, figures=()) == replace(report(), figures=())
    assert set(loaded.figures) == set(report().figures)
    assert archive.body(archive.capture(1).sha256) == b"1"


def test_the_same_bytes_are_kept_once_and_a_second_look_is_a_visit(archive):
    assert keep(archive, b"1", report()) == ("new", "new")
    assert keep(archive, b"1", report())[0] == "same"
    assert keep(archive, b"1", report(), url="http://a.cn/2") == ("new", "copy")
    assert [archive.db[table].count for table in ("bodies", "captures", "visits")] == [1, 2, 1]


def test_a_page_that_goes_back_to_old_bytes_is_a_new_capture(archive):
    for body in (b"1", b"2", b"1"):
        assert keep(archive, body, report())[0] == "new"
    assert archive.rows("SELECT COUNT(*) AS n FROM bodies") == [{"n": 2}]


def test_not_modified_counts_until_an_unconditional_answer(archive):
    capture = archive.store_capture(run_id=None, url="http://a.cn/1", body=b"1", role="list", etag='"a"')
    for _ in range(3):
        archive.store_not_modified(capture.id, run_id=None, etag='"b"')
    _, etag, _, unasked = archive.last_good_capture("http://a.cn/1")
    assert (etag, unasked) == ('"b"', 3)
    archive.store_capture(run_id=None, url="http://a.cn/1", body=b"1", role="list", status=200)
    assert archive.last_good_capture("http://a.cn/1")[3] == 0


def test_a_refusal_never_answers_for_the_page(archive):
    archive.store_capture(run_id=None, url="http://a.cn/1", body=b"good", role="list", etag='"a"')
    archive.store_capture(run_id=None, url="http://a.cn/1", body=b"login", role="list", refusal="login_page")
    assert archive.body(archive.last_good_capture("http://a.cn/1")[0].sha256) == b"good"


def test_search_finds_words_of_two_characters(archive):
    keep(archive, b"1", report())
    assert [row["fiscal_year"] for row in archive.search("复议")] == [2021]
    assert archive.search("申请 复议 215")
    assert not archive.search("诉讼")
    assert not archive.search('" OR 1')


# ---- what is current ----


def test_a_cosmetic_change_is_no_revision(archive):
    keep(archive, b"1", report())
    assert keep(archive, b"1 hits: 7", report(text=TEXT + "浏览次数：17次"))[1] == "unchanged"
    assert keep(archive, b"1 hits: 8", report(text=TEXT + " 浏览次数：18次 "))[1] == "unchanged"
    assert archive.rows("SELECT COUNT(*) AS n FROM reports") == [{"n": 1}]


def test_a_corrected_number_is_a_revision_and_the_old_one_stays(archive):
    keep(archive, b"1", report(5))
    assert keep(archive, b"2", report(6))[1] == "revised"
    assert current(archive) == [("某局", 2021, 6)]
    assert archive.rows("SELECT is_current FROM reports ORDER BY id") == [{"is_current": 0}, {"is_current": 1}]


@pytest.mark.parametrize(
    "worse",
    [report(None), report(status="failed", figures=()), report(figures=(), status="narrative"), report(text="短")],
    ids=["a blank cell", "unreadable", "no tables", "cut short"],
)
def test_a_worse_version_is_kept_but_not_current(archive, worse):
    keep(archive, b"1", report(5))
    assert keep(archive, b"2", worse)[1] == "worse"
    assert current(archive) == [("某局", 2021, 5)]
    assert [row["code"] for row in archive.rows("SELECT code FROM findings WHERE capture_id = 2")].count(
        "worse_answer"
    ) == 1
    assert keep(archive, b"3", report(5))[1] == "unchanged"  # it came back


def test_a_login_page_in_place_of_a_report_changes_nothing(archive):
    keep(archive, b"1", report(5))
    assert keep(archive, b"2", not_a_report())[1] == "not_a_report"
    assert current(archive) == [("某局", 2021, 5)]
    codes = {row["code"] for row in archive.rows("SELECT code FROM findings WHERE capture_id = 2")}
    assert codes == {"login_page", "worse_answer"}


def test_next_years_report_at_the_same_address_is_another_report(archive):
    keep(archive, b"1", report(5))
    assert keep(archive, b"2", report(7, year=2022))[1] == "new"
    assert current(archive) == [("某局", 2021, 5), ("某局", 2022, 7)]


def test_of_copies_the_fuller_one_is_current_whatever_came_first(tmp_path):
    page, file = report(figures=(), status="narrative"), report(5)
    for number, order in enumerate(([page, file], [file, page])):
        with Archive.open(tmp_path / f"{number}.db", writing=True) as archive:
            for read in order:
                keep(archive, str(order.index(read)).encode(), read, url=f"http://a.cn/{read is file}")
            assert current(archive) == [("某局", 2021, 5)]


def test_copies_that_contradict_each_other_are_a_finding(archive):
    keep(archive, b"1", report(5))
    keep(archive, b"2", report(6), url="http://a.cn/2")
    assert archive.rows("SELECT code FROM findings WHERE code = 'copies_differ'")
    assert current(archive) == [("某局", 2021, 5)]


def test_an_unnamed_report_belongs_to_the_one_agency_of_its_portal(archive):
    portal = {"name": "p", "agency": "某局", "agencies": (), "start": ("http://a.cn/",), "since": 2008}
    archive.put_portal(portal)
    capture = archive.store_capture(
        run_id=None, url="http://a.cn/1", body=b"1", role="report", extract=True, portal="p"
    )
    archive.store_report(capture.id, report(agency=None), extractor_version="1")
    assert current(archive) == [("某局", 2021, 5)]
    archive.put_portal({**portal, "agencies": ("别局",)})
    capture = archive.store_capture(
        run_id=None, url="http://a.cn/2", body=b"2", role="report", extract=True, portal="p"
    )
    archive.store_report(capture.id, report(9, agency=None, year=2022), extractor_version="1")
    assert len(current(archive)) == 1
    assert archive.rows("SELECT code FROM findings WHERE code = 'unidentified'")


def test_reading_everything_again_gives_the_same(archive):
    captures = [(b"1", report(5)), (b"2", report(6)), (b"3", not_a_report()), (b"4", report(None))]
    for body, read in captures:
        keep(archive, body, read)
    archive.add_finding("dns", detail="of the crawl", portal="p")
    dump = "SELECT agency, fiscal_year, is_current, n_filled, content_sha256 FROM reports ORDER BY id"
    findings = "SELECT code, kind, capture_id FROM findings ORDER BY code, capture_id"
    before = archive.rows(dump), archive.rows(findings), archive.rows("SELECT * FROM panel")
    with archive.transaction():
        archive.forget_derived()
        assert not archive.rows("SELECT 1 FROM reports")
        for capture in archive.captures():
            archive.store_report(capture.id, captures[capture.id - 1][1], extractor_version="2")
    assert (archive.rows(dump), archive.rows(findings), archive.rows("SELECT * FROM panel")) == before


def test_coverage_names_missing_years(archive):
    archive.put_portal({"name": "p", "agency": "某局", "agencies": (), "start": ("http://a.cn/",), "since": 2019})
    keep(archive, b"1", report())
    state = {row["fiscal_year"]: row["state"] for row in archive.rows("SELECT * FROM coverage")}
    assert state[2021] == "found"
    assert state[2019] == state[2020] == "missing"
    assert 2018 not in state


def test_a_year_that_does_not_follow_from_the_one_before_is_named(archive):
    def figure(tbl, row, col, value):
        return Figure(tbl=tbl, row=row, col=col, value=value, unit="件", raw=str(value), place="", method="html")

    def of(year, carried_over, carried_forward, issued, repealed, in_force):
        return report(
            year=year,
            figures=(
                figure("requests", "carried_over", "total", carried_over),
                figure("requests", "carried_forward", "total", carried_forward),
                figure("disclosure", "normative_documents", "issued", issued),
                figure("disclosure", "normative_documents", "repealed", repealed),
                figure("disclosure", "normative_documents", "in_force", in_force),
            ),
        )

    keep(archive, b"1", of(2021, 0, 3, 2, 0, 10), url="http://a.cn/1")
    keep(archive, b"2", of(2022, 4, 0, 5, 1, 14), url="http://a.cn/2")
    keep(archive, b"3", of(2023, 0, 0, None, 1, 14), url="http://a.cn/3")
    held = {
        (row["rule"], row["fiscal_year"]): (row["held"], row["left"], row["right"])
        for row in archive.rows("SELECT * FROM year_checks")
    }
    assert held == {
        ("requests.carry_across_years", 2022): (0, 3, 4),
        ("requests.carry_across_years", 2023): (1, 0, 0),
        ("disclosure.in_force_across_years", 2022): (1, 14, 14),  # 2023 has a blank: nothing can be said
    }


def test_panel_names_are_fit_for_stata():
    names = [indicator.name for indicator in PANEL] + [name for name, _ in STATED]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 32 and name.isidentifier() and name.isascii() for name in names)


# ---- when it cannot be used ----


def test_one_writer_at_a_time(archive):
    with pytest.raises(ArchiveError, match=rf"a\.db is being written by process {os.getpid()} \(since 20"):
        Archive.open(archive.path, writing=True)
    with Archive.open(archive.path, writing=False) as reader:  # readers are never in the way
        assert reader.rows("SELECT COUNT(*) AS n FROM captures") == [{"n": 0}]


def test_the_lock_of_a_killed_process_is_free(tmp_path):
    path = tmp_path / "a.db"
    code = f"""if True:
        import os
        from pipelines.archive import Archive
        Archive.open({str(path)!r}, writing=True)
        os.kill(os.getpid(), 9)
    """
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert (tmp_path / "a.db.lock").exists()
    with Archive.open(path, writing=True):
        pass
    assert not (tmp_path / "a.db.lock").exists()


@pytest.mark.parametrize("writing", [True, False])
def test_what_is_no_archive_is_left_alone(tmp_path, writing):
    text = tmp_path / "text.db"
    text.write_text("not a database at all, but long enough to look at " * 5)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = text.read_bytes(), other.read_bytes()
    for path, words in ((text, "is not an archive"), (other, "not an archive"), (tmp_path, "is a folder")):
        with pytest.raises(ArchiveError, match=words) as caught:
            Archive.open(path, writing=writing)
        assert "\n" not in str(caught.value)
    assert before == (text.read_bytes(), other.read_bytes())
    with pytest.raises(ArchiveError, match="no folder"):
        Archive.open(tmp_path / "none" / "a.db", writing=writing)


def test_reading_needs_an_archive(tmp_path):
    with pytest.raises(ArchiveError, match="no such archive"):
        Archive.open(tmp_path / "a.db", writing=False)
    assert not list(tmp_path.iterdir())


def test_an_archive_from_the_future_is_refused(tmp_path):
    path = tmp_path / "a.db"
    Archive.open(path, writing=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('nianbao', 'm999', '')"
        )
    for writing in (True, False):
        with pytest.raises(ArchiveError, match=r"newer nianbao \(m999\)"):
            Archive.open(path, writing=writing)


def test_a_migration_that_fails_changes_nothing_and_leaves_a_copy(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    with Archive.open(path, writing=True) as archive:
        keep(archive, b"1", report())
    later = type(schema.migrations)("nianbao")
    later._migrations = list(schema.migrations._migrations)

    @later()
    def m998_good(db):
        db.execute("ALTER TABLE captures ADD COLUMN extra TEXT")

    @later()
    def m999_bad(db):
        db.execute("ALTER TABLE captures ADD COLUMN further TEXT")
        raise RuntimeError("power cut")

    monkeypatch.setattr("pipelines.archive.migrations", later)
    with pytest.raises(RuntimeError):
        Archive.open(path, writing=True)
    monkeypatch.undo()
    with Archive.open(path, writing=True) as archive:
        assert "extra" not in archive.db["captures"].columns_dict
        assert current(archive) == [("某局", 2021, 5)]
    assert (tmp_path / "a.db.before-m998_good").exists()


def test_a_full_disk_is_one_line_and_nothing_half_written(archive):
    keep(archive, b"1", report())
    pages = archive.db.execute("PRAGMA page_count").fetchone()[0]
    archive.db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(ArchiveError, match="disk is full") as caught:
        keep(archive, os.urandom(100_000), report(6))
    assert "\n" not in str(caught.value)
    archive.db.execute("PRAGMA max_page_count = 1000000")
    assert archive.rows("SELECT COUNT(*) AS n FROM captures") == [{"n": 1}]
    assert keep(archive, b"2", report(6)) == ("new", "revised")


def test_a_path_that_cannot_be_written(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipelines.lock.os.open", refuse)
    with pytest.raises(ArchiveError, match="cannot be written: Permission denied"):
        Archive.open(tmp_path / "a.db", writing=True)


def test_names_with_signs_of_sql_are_only_names(archive):
    name = "某局'; DROP TABLE reports; --"
    keep(archive, b"1", report(agency=name), url="http://a.cn/'\"%")
    assert current(archive) == [(name, 2021, 5)]


def test_a_path_with_odd_signs(tmp_path):
    path = tmp_path / "年报 100%?#.db"
    with Archive.open(path, writing=True) as archive:
        keep(archive, b"1", report())
    assert path.exists()
    assert Path(path).stat().st_size > 0
    with Archive.open(path, writing=False) as archive:
        assert len(current(archive)) == 1
