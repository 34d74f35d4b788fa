"""`nianbao crawl --level` and `--due`: which portals a daily job crawls, and when."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from crawler.commands import main
from crawler.commands.crawl import choose, due_portals
from crawler.due import ARRIVED, AWAITED, MONTHLY, in_season, is_due, next_due
from crawler.portals import Portal, load_portals
from pipelines.archive import Archive
from pipelines.cycle import Cycle
from pipelines.items import Report, Source

DAY = timedelta(days=1)
NEW_YEAR = date(2026, 1, 1)
YEAR = [NEW_YEAR + n * DAY for n in range(365)]
NAMES = [f"shanjian_{n}" for n in range(300)]


def portal(name: str = "shanjian_shuili", **changes: object) -> Portal:
    wanted = {"agency": "山涧省水利厅", "region": "320000", "family": "trs", "start": ("http://slt.gov.example/",)}
    return Portal(name=name, **(wanted | changes))  # type: ignore[arg-type]


def crawls(
    one: Portal, days: Sequence[date], last: date | None, arrives: Callable[[date], bool] = lambda day: False
) -> list[date]:
    """The days on which a job that runs twice on each of `days` crawls a portal."""
    done = []
    for day in days:
        for _ in range(2):
            if is_due(one, last, arrives(day), day):
                done.append(day)
                last = day
    return done


def gaps(days: Sequence[date]) -> set[int]:
    return {(later - earlier).days for earlier, later in pairwise(days)}


# ---- when


@pytest.mark.parametrize(
    ("arrived", "january", "february_and_march"),
    [
        (date.max, {10, 11}, {19, 20}),  # 31 and 59 days, every third
        (date(2026, 2, 1), {10, 11}, {8, 9}),  # then every seventh
        (date.min, {4, 5}, {8, 9}),
    ],
)
def test_a_year_of_daily_runs(arrived: date, january: set[int], february_and_march: set[int]) -> None:
    for name in NAMES:
        days = [NEW_YEAR - n * DAY for n in range(20, 0, -1)] + YEAR
        done = crawls(portal(name), days, date(2025, 12, 10), lambda day: day >= arrived)
        assert len(done) == len(set(done))
        done = [day for day in done if day >= NEW_YEAR]
        season = [day for day in done if in_season(day)]
        later = [day for day in done if not in_season(day)]
        assert sum(day.month == 1 for day in season) in january
        assert sum(day.month > 1 for day in season) in february_and_march
        assert len(later) == 9  # 275 days, every thirtieth
        assert gaps(later) == {MONTHLY.days}
        assert arrived != date.max or (gaps(season) == {AWAITED.days} and len(season) == 30)
        assert arrived != date.min or gaps(season) == {ARRIVED.days}


def test_turns_are_spread_over_the_days() -> None:
    """All were crawled on one day; nobody's next turns fall on one day again."""
    per_day = Counter(day for name in NAMES for day in crawls(portal(name), YEAR, date(2025, 12, 31)))
    for day, crawled_then in per_day.items():
        if in_season(day):
            assert 70 < crawled_then < 130, day  # a third of them
        else:
            assert crawled_then < 40, day  # a fifteenth, more or less


def test_jitter_is_the_same_in_every_process() -> None:
    assert next_due(portal(), date(2026, 5, 5), False, date(2026, 5, 6)) == date(2026, 6, 1)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800), st.booleans(), st.sampled_from(NAMES))
def test_every_turn_is_in_time(last: date, days: int, arrived: bool, name: str) -> None:
    today = last + days * DAY
    turn = next_due(portal(name), last, arrived, today)
    assert last < turn
    assert turn <= last + MONTHLY.days * DAY or turn <= date(turn.year, 1, ARRIVED.days)
    assert is_due(portal(name), last, arrived, today) == (turn <= today)
    assert not is_due(portal(name), today, arrived, today)
    if in_season(last + DAY) and in_season(last + ARRIVED.days * DAY):
        assert turn <= max(last, date((last + DAY).year - 1, 12, 31)) + ARRIVED.days * DAY


@given(st.sampled_from(YEAR[:300]), st.integers(31, 400), st.booleans(), st.sampled_from(NAMES))
def test_what_a_machine_that_was_off_missed_is_caught_up_once(last: date, off: int, arrived: bool, name: str) -> None:
    back = last + off * DAY
    done = crawls(portal(name), [back + n * DAY for n in range(120)], last, lambda day: arrived)
    assert done[0] == back
    # then, sooner than usual at most once, it is back on its own days
    inside = [day for day in done if not in_season(day) and not in_season(day + 31 * DAY)]
    assert all(gap == MONTHLY.days for gap in gaps(inside[1:])) or in_season(back)
    assert Counter(done).most_common(1)[0][1] == 1


def test_a_turn_missed_at_the_end_of_the_season_is_not_put_off() -> None:
    assert is_due(portal(), date(2026, 3, 20), False, date(2026, 4, 5))


def test_never_crawled_disabled_and_a_clock_that_was_ahead() -> None:
    today = date(2026, 7, 1)
    assert is_due(portal(), None, False, today)
    assert not is_due(portal(disabled="the host is gone"), None, False, today)
    assert is_due(portal(), date(2031, 1, 1), False, today)


# ---- what the archive says


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def crawled(path: Path, name: str, day: date | None, *, years: Sequence[int] | None = None) -> None:
    """A crawl of a portal that ended at noon in China; None: one that was killed."""
    with Archive.open(path, writing=True) as archive:
        cycle = Cycle.open(archive, name, json.dumps({"years": years, "start": ["http://slt.gov.example/"]}))
        if day is None:
            cycle.enqueue([{"key": "k", "url": "http://slt.gov.example/", "host": "slt.gov.example", "method": "GET",
                            "callback": "parse", "meta": "{}", "role": "list", "priority": 0}])  # fmt: skip
            return
        assert cycle.close()
        with archive.transaction():
            archive.db.execute("UPDATE cycles SET finished_at = ? WHERE id = ?", [f"{day}T04:00:00Z", cycle.id])


def published(path: Path, name: str, agency: str, year: int) -> None:
    source = Source(sha256="0" * 64, media_type="text/html", encoding="utf-8")
    report = Report(source=source, kind="report", status="narrative", agency=agency, fiscal_year=year)
    with Archive.open(path, writing=True) as archive:
        url = f"http://slt.gov.example/{agency}/{year}.html"
        capture = archive.store_capture(run_id=archive.begin_run("crawl"), url=url, body=url.encode(), portal=name,
                                        role="report", extract=True, status=200)  # fmt: skip
        archive.store_report(capture.id, report, extractor_version="test")


def due(path: Path, portals: Sequence[Portal], today: date, years: tuple[int, ...] | None = None) -> list[str]:
    return [one.name for one in due_portals(portals, path, years, today)[0]]


def test_due_by_the_archive(path: Path) -> None:
    today = date(2026, 7, 1)
    names = ["never", "killed", "fresh", "old", "killed_again", "some_years"]
    portals = [portal(name) for name in names]
    assert due(path, portals, today) == names  # no archive yet
    crawled(path, "killed", None)
    crawled(path, "fresh", today - DAY)
    crawled(path, "old", today - 60 * DAY)
    crawled(path, "killed_again", today - DAY)
    crawled(path, "killed_again", None)
    crawled(path, "some_years", today - DAY, years=[2019, 2020])
    assert due(path, portals, today) == ["never", "killed", "old", "killed_again", "some_years"]
    assert due(path, portals, today, (2020,)) == ["never", "killed", "old", "killed_again"]


def test_days_are_those_of_china(path: Path) -> None:
    """Ended at 17:30 UTC on 1 July: in China it was 2 July."""
    one = next(
        one
        for one in map(portal, NAMES)
        if next_due(one, date(2026, 7, 2), False, date(2026, 7, 3)) == date(2026, 8, 1)
    )
    crawled(path, one.name, date(2026, 7, 1))
    with Archive.open(path, writing=True) as archive, archive.transaction():
        archive.db.execute("UPDATE cycles SET finished_at = '2026-07-01T17:30:00Z'")
    assert due_portals([one], path, None, date(2026, 7, 3)) == ([], date(2026, 8, 1))


def days_till_due(path: Path, one: Portal, last: date) -> int:
    return next(n for n in range(1, 40) if due(path, [one], last + n * DAY))


def test_a_report_that_is_there_slows_the_crawl(path: Path) -> None:
    """Of the agency that runs the portal, and of every other that had one there the year before."""
    name = next(
        name for name in NAMES if crawls(portal(name), YEAR[40:], date(2026, 2, 9), lambda day: True)[0].day >= 14
    )
    one, last = portal(name), date(2026, 2, 9)
    crawled(path, name, last)
    published(path, name, "山涧省水文局", 2024)
    assert days_till_due(path, one, last) <= AWAITED.days
    published(path, name, "山涧省水利厅", 2025)
    assert days_till_due(path, one, last) <= AWAITED.days
    published(path, name, "山涧省水文局", 2025)
    assert AWAITED.days < days_till_due(path, one, last) <= ARRIVED.days


# ---- the command


def run(*args: object) -> click.testing.Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], env={"NIANBAO_ARCHIVE": None})


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The portals that the command would crawl; today is 1 July 2026."""
    names: list[str] = []

    def crawl(portals: Sequence[Portal], archive: Path, **options: object) -> dict[str, object]:
        names[:] = [one.name for one in portals]
        return {"archive": str(archive), "interrupted": False, "portals": []}

    monkeypatch.setattr("crawler.run.crawl", crawl)
    monkeypatch.setattr("crawler.commands.crawl.today_in_china", lambda: date(2026, 7, 1))
    return names


def test_level_chooses(path: Path, asked: list[str]) -> None:
    enabled = [one for one in load_portals() if not one.disabled]
    for level in ("state", "province", "prefecture", "county"):
        expected = [one.name for one in enabled if one.level == level]
        assert expected
        assert run("crawl", "--level", level, "--archive", path).exit_code == 0
        assert asked == expected
    assert run("crawl", "--level", "county", "--province", "江苏", "--archive", path).exit_code == 0
    assert asked == [one.name for one in enabled if one.level == "county" and one.province == "江苏"]
    assert asked


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--level", "city"], "no level 'city'; write one of state, province, prefecture, county"),
        (["--level", ""], "no level ''"),
        (["--level", "state", "--province", "江苏"], "no portal of level state in 江苏"),
        (["--level", "county", "--all"], "say what to crawl"),
        (["--level", "county", "jiangsu_renshe"], "say what to crawl"),
        (["--due", "--url", "http://a.gov.cn/"], "--due"),
        (["--due", "jiangsu_rensh"], "did you mean jiangsu_renshe"),
        ([], "say what to crawl"),
    ],
)
def test_wrong_usage_is_one_line(path: Path, asked: list[str], args: list[str], words: str) -> None:
    result = run("crawl", *args, "--archive", path)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert not asked and not path.exists()


def test_due_crawls_what_is_due(path: Path, asked: list[str]) -> None:
    everything = [one.name for one in choose((), None)]
    for args in (["--due"], ["--due", "--all"]):
        assert run("crawl", *args, "--archive", path).exit_code == 0
        assert asked == everything
    crawled(path, "jiangsu_renshe", date(2026, 6, 30))
    assert run("crawl", "--due", "--archive", path).exit_code == 0
    assert asked == [name for name in everything if name != "jiangsu_renshe"]
    assert run("crawl", "--due", "jiangsu_renshe", "hubei_renshe", "--archive", path).exit_code == 0
    assert asked == ["hubei_renshe"]
    assert run("crawl", "jiangsu_renshe", "--archive", path).exit_code == 0  # who names it without --due gets it
    assert asked == ["jiangsu_renshe"]


def test_nothing_due_says_when(path: Path, asked: list[str]) -> None:
    crawled(path, "jiangsu_renshe", date(2026, 6, 30))
    one = next(one for one in load_portals() if one.name == "jiangsu_renshe")
    day = next_due(one, date(2026, 6, 30), False, date(2026, 7, 1))
    result = run("crawl", "--due", "jiangsu_renshe", "--archive", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"nothing is due before {day}\n"
    result = run("crawl", "--due", "jiangsu_renshe", "--archive", path, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"archive": str(path), "interrupted": False, "portals": []}
    assert str(day) in result.stderr
    assert run("crawl", "--due", "jiangsu_renshe", "--archive", path, "--quiet").output == ""
    assert not asked
