"""The command line: options before and after, one line for every error, exit statuses, JSON, tables that line up."""

import json
import os
import subprocess
import sys
import types
from dataclasses import fields
from importlib.machinery import ModuleSpec
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from crawler.commands import COMMANDS, describe, main
from pipelines import terminal
from pipelines.archive import Archive, ArchiveError
from pipelines.commands import archive_option, json_option, parse_years, printable, quiet_option, years_option
from pipelines.commands.files import File, find_files
from pipelines.commands.reextract import compare
from pipelines.cycle import Cycle
from pipelines.forms import form
from pipelines.items import Check, Fact, Figure, Finding, Report, Section, Source
from pipelines.limited import extract_limited

ROOT = Path(__file__).parent.parent
SHANJIAN, LINHAI = "山涧省水利厅", "临海市财政局"  # no such agencies
BUILT = [name for name in COMMANDS if (ROOT / COMMANDS[name][0] / "commands" / f"{name}.py").exists()]


def figures(edition: str, tables: tuple[str, ...] = (), start: int = 0) -> tuple[Figure, ...]:
    """Every cell of the form with a number of its own, the first cell of each table blank."""
    made = []
    for tbl, table in form(edition).tables.items():
        if tables and tbl not in tables:
            continue
        for n, (row, column) in enumerate(table.cells()):
            value = None if n == 0 else start + n
            made.append(
                Figure(tbl=tbl, row=row.id, col=column.id, value=value, unit=column.unit, raw="/" if n == 0 else str(n),
                       place=f"{tbl} table, row {n}", method="html")
            )  # fmt: skip
    return tuple(made)


def make_report(agency: str = SHANJIAN, year: int = 2021, edition: str = "2021", **changes: object) -> Report:
    wanted = {
        "source": Source(sha256="0" * 64, media_type="text/html", encoding="utf-8"),
        "kind": "report",
        "status": "complete",
        "agency": agency,
        "fiscal_year": year,
        "title": f"{agency}{year}年政府信息公开工作年度报告",
        "published_on": f"{year + 1}-01-20",
        "editions": dict.fromkeys(form(edition).tables, edition),
        "figures": figures(edition),
        "sections": (Section(number="一", id="overall", heading="总体情况", text="全年收到申请12件。" * 5),),
        "facts": (
            Fact(indicator="requests.received", value=12, unit="件", qualifier="exact", quote="全年收到申请12件"),
        ),
        "checks": (
            Check(rule="requests.balance", place="total", held=True, left=3, right=3),
            Check(rule="requests.row_total", place="received", held=None, left=None, right=3),
        ),
    } | changes
    return Report(**wanted)  # type: ignore[arg-type]


BROKEN = Check(rule="requests.balance", place="natural_person", held=False, left=5, right=7)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """山涧: 2019, 2020 (a broken sum), 2021 (a cell unread; an earlier version). 临海: 2021 without tables."""
    path = tmp_path / "archive.db"
    reports = [
        make_report(year=2019, edition="2019"),
        make_report(year=2020, edition="2019", checks=(BROKEN,)),
        make_report(year=2021, figures=figures("2021")[:-1], status="partial"),
        make_report(
            year=2021, figures=figures("2021", start=1)[:-1], status="partial",
            findings=(Finding(code="unread_cell", kind="reader", place="table 3, row 4", detail="两个数字在一格"),),
        ),
        make_report(LINHAI, 2021, editions={}, figures=(), checks=(), facts=(), status="narrative"),
    ]  # fmt: skip
    with Archive.open(path, writing=True) as opened:
        run = opened.begin_run("crawl")
        for n, report in enumerate(reports):
            url = f"http://{'slt' if report.agency == SHANJIAN else 'czj'}.gov.example/{report.fiscal_year}.html"
            capture = opened.store_capture(
                run_id=run, url=url, body=b"%d" % n, role="report", portal="shanjian_shuili", extract=True, status=200
            )
            opened.store_report(capture.id, report, extractor_version="test")
        opened.add_finding("dns", run_id=run, portal="shanjian_shuili", url="http://slt.gov.example/2018.html")
        opened.end_run(run, "ok", {})
    return path


def run(*args: object, **options: object) -> click.testing.Result:
    options.setdefault("env", {"NIANBAO_ARCHIVE": None, "COLUMNS": "100"})
    return CliRunner().invoke(main, [str(arg) for arg in args], **options)


def refused(*args: object, status: int = 2) -> str:
    """The one line on stderr of a command that must fail."""
    result = run(*args)
    assert result.exit_code == status, result.output
    assert not result.stdout
    assert result.stderr.startswith("nianbao: "), result.stderr
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


# ---- the group, its options, its errors


def test_help_lists_what_is_built() -> None:
    result = run("--help")
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.stdout.partition("Commands:")[2].splitlines() if line.strip()]
    assert [name for name in listed if name in COMMANDS] == BUILT


@pytest.mark.parametrize("name", BUILT)
def test_every_command_has_help(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"Usage: nianbao {name}")


def test_help_and_extract_start_without_scrapy(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("通知", "utf-8")
    for args in (["--help"], ["extract", str(text), "--json"]):
        code = (
            "import sys\nfrom crawler.commands import main\n"
            f"try: main({args!r})\n"
            "finally: sys.stderr.write(' '.join({'scrapy', 'twisted', 'rich'} & {*sys.modules}))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
        assert (done.returncode, done.stderr) == (0, ""), args


def options_of(monkeypatch: pytest.MonkeyPatch, *args: str, env: dict[str, str] | None = None) -> dict[str, object]:
    """What a command with all common options is given."""
    given: dict[str, object] = {}

    @click.command()
    @archive_option()
    @years_option
    @json_option
    @quiet_option
    def command(**options: object) -> None:
        given.update(options)

    stand_in(monkeypatch, "probe", command)
    result = run(*args, env=env or {"NIANBAO_ARCHIVE": None})
    assert result.exit_code == 0, result.output
    return given


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, command: click.Command) -> None:
    module = types.ModuleType(f"pipelines.commands.{name}")
    module.command = command  # type: ignore[attr-defined]
    module.__spec__ = ModuleSpec(module.__name__, None)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(COMMANDS, name, ("pipelines", "Stand-in."))


def test_common_options_before_and_after_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    common = ["--archive", "a.db", "--years", "2019-2021", "--json", "--quiet"]
    wanted = {"archive": Path("a.db"), "years": (2019, 2020, 2021), "as_json": True, "quiet": True}
    assert options_of(monkeypatch, "probe", *common) == wanted
    assert options_of(monkeypatch, *common, "probe") == wanted
    assert options_of(monkeypatch, *common, "probe", "--archive", "b.db", "--years", "2020") == wanted | {
        "archive": Path("b.db"), "years": (2020,),
    }  # fmt: skip
    bare = options_of(monkeypatch, "probe")
    assert bare == {"archive": Path("archive.db"), "years": None, "as_json": False, "quiet": False}


def test_archive_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    env = {"NIANBAO_ARCHIVE": "env.db"}
    assert options_of(monkeypatch, "probe", env=env)["archive"] == Path("env.db")
    assert options_of(monkeypatch, "--archive", "a.db", "probe", env=env)["archive"] == Path("a.db")


@pytest.mark.parametrize(
    ("text", "years"),
    [("2021", (2021,)), ("2019-2021", (2019, 2020, 2021)), ("2021,2019", (2019, 2021)),
     ("2019，2021-2022", (2019, 2021, 2022)), ("２０１９—２０２０", (2019, 2020)), ("2019年至2020年", (2019, 2020))],
)  # fmt: skip
def test_years(text: str, years: tuple[int, ...]) -> None:
    assert parse_years(text) == years


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["shwo"], "did you mean show"),
        (["coverage", "--years", "2024-2019"], "runs backwards; write 2019-2024"),
        (["coverage", "--years", "21"], "not a year"),
        (["coverage", "--years", "1921"], "2008"),
        (["coverage", "--archive", "nowhere.db"], "no archive at nowhere.db"),
        (["coverage", "--archive", "."], "is a folder"),
        (["coverage", "--archive", ""], "is empty"),
        (["coverage", "--yaers", "2021"], "--years"),
        (["--years", "2021", "doctor"], "doctor takes no --years"),
        (["extract"], "PATH"),
        (["extract", "x.html", "--format", "jsno"], "json"),
        (["extract", "x.html", "--jobs", "0"], "jobs"),
        (["extract", "x.html", "--json", "--format", "table"], "contradict"),
        (["show", "山涧"], "YEAR"),
    ],
)
def test_wrong_usage_is_one_line(args: list[str], words: str) -> None:
    assert words in refused(*args)


def test_every_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: BaseException = ArchiveError("archive.db is locked")

    @click.command()
    def command() -> None:
        raise raised

    stand_in(monkeypatch, "probe", command)
    assert refused("probe") == "nianbao: archive.db is locked\n"
    raised = PermissionError(13, "Permission denied", "/x")
    assert refused("probe") == "nianbao: /x: Permission denied\n"
    raised = ValueError("two\nlines \x1b[31m")
    assert "unexpected ValueError: two lines \\x1b[31m" in refused("probe")
    assert "Traceback" in run("probe", "--debug").stderr
    assert "Traceback" in run("--debug", "probe").stderr
    raised = KeyboardInterrupt()
    result = run("probe")
    assert (result.exit_code, result.stderr.strip()) == (130, "nianbao: interrupted; everything done so far is kept")


def test_errors_name_the_help() -> None:
    assert "`nianbao extract --help`" in refused("extract", "--nope", "x")
    assert describe(FileNotFoundError(2, "No such file", "a")) == "a: No such file"


def test_text_from_the_web_cannot_move_the_cursor() -> None:
    assert printable("湖北\x1b[2J\r\n省\u202e") == "湖北\\x1b[2J 省\\u202e"


# ---- the official tables, drawn


@pytest.mark.parametrize("edition", ["2014", "2019", "2021"])
@pytest.mark.parametrize("width", [24, 40, 60, 76, 80, 99, 100, 120, 200])
def test_tables_line_up(edition: str, width: int) -> None:
    report = make_report(edition=edition)
    for tbl in report.editions:
        lines = terminal.draw_table(report, tbl, width)
        widths = {cell_len(line.plain) for line in lines}
        assert max(widths) <= width
        if lines[0].plain.startswith("┌"):
            assert len(widths) == 1, tbl
        drawn = "\n".join(line.plain for line in lines)
        for figure in report.figures:
            if figure.tbl == tbl:
                assert (figure.raw if figure.value is None else str(figure.value)) in drawn


@pytest.mark.parametrize(("width", "drawn"), [(80, True), (72, False)])
def test_a_narrow_terminal_gets_an_outline(width: int, drawn: bool) -> None:
    lines = terminal.draw_table(make_report(), "disputes", width)
    assert lines[0].plain.startswith("┌") is drawn
    assert any("尚未审结 3" in line.plain for line in lines) is not drawn


def test_large_figures_widen_their_column() -> None:
    big = tuple(
        Figure(tbl=f.tbl, row=f.row, col=f.col, value=5879449876, unit=f.unit, raw="", place=f.place, method="html")
        for f in figures("2021")
    )
    for width in (80, 120):
        lines = terminal.draw_table(make_report(figures=big), "requests", width)
        assert max(cell_len(line.plain) for line in lines) <= width
        assert sum(line.plain.count("5879449876") for line in lines) == len(form("2021").tables["requests"].cells())


def test_marks_of_a_table() -> None:
    blank, *rest, _ = figures("2021", ("requests",))
    report = make_report(figures=(blank, *rest), checks=(BROKEN,))
    drawn = terminal.draw_table(report, "requests", 120)
    assert sum(line.plain.count("?") for line in drawn) == 1  # the last cell is unread
    (first,) = [line.plain for line in drawn if "本年新收" in line.plain]
    assert first.split("│")[2].strip() == "/"  # the first is blank as printed
    red = {
        line.plain[span.start : span.end].strip() for line in drawn for span in line.spans if "red" in str(span.style)
    }
    cells = form("2021").tables["requests"].cells()
    sum_cell = next(
        n for n, (row, col) in enumerate(cells) if (row.id, col.id) == ("carried_forward", "natural_person")
    )
    assert red == {"?", str(sum_cell)}


def test_merged_labels_are_drawn_once() -> None:
    drawn = "\n".join(line.plain for line in terminal.draw_table(make_report(edition="2019"), "requests", 120))
    for label in ("申请人情况", "法人或其他组织", "(三)不予公开", "(五)不予处理", "(六)其他处理"):
        assert drawn.count(label) == 1, label


# ---- extract


def test_extract_json_keeps_order_and_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.txt", "a.txt"):
        (tmp_path / name).write_text(f"关于{name}的通知", "utf-8")
    result = run(
        "extract", "--format", "json", tmp_path / "b", tmp_path / "none.html", tmp_path / "a.txt", "--jobs", "2"
    )
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path}/none.html: No such file or directory\n"
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert [o["source"]["path"] for o in objects] == [f"{tmp_path}/b/1.txt", f"{tmp_path}/b/2.txt", f"{tmp_path}/a.txt"]
    keys = {f.name for f in fields(Report)}
    assert all(set(o) == keys for o in objects)
    assert run("extract", "--json", tmp_path / "a.txt").stdout == run("--json", "extract", tmp_path / "a.txt").stdout


def test_extract_reads_standard_input() -> None:
    result = run("extract", "-", "--json", input="关于放假的通知")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"]["path"] == "-"


def test_extract_nothing(tmp_path: Path) -> None:
    result = run("extract", tmp_path / "none.html")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{tmp_path}/none.html: No such file or directory", "nianbao: nothing extracted: no file could be read"
    ]  # fmt: skip
    assert run("extract", tmp_path).exit_code == 2


def test_extract_survives_a_closed_pipe(tmp_path: Path) -> None:
    for n in range(200):
        (tmp_path / f"{n}.txt").write_text("关于放假的通知" * 50, "utf-8")
    command = f"{sys.executable} -c 'from crawler.commands import main; main()' extract --json {tmp_path} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (len(done.stdout), done.stderr) == (10, "")


def test_a_file_that_breaks_the_reader_is_still_what_its_name_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.limited.extract", len)
    report = extract_limited(b"%PDF-1.7", path="下载/平湖市统计局2022年政府信息公开工作年度报告.pdf")
    known = (report.kind, report.status, report.agency, report.fiscal_year)
    assert known == ("report", "failed", "平湖市统计局", 2022)


def test_a_reader_that_dies_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.limited.extract", len)  # takes no hints: a defect of ours
    report = extract_limited(b"%PDF-1.7", path="a.pdf")
    assert [finding.code for finding in report.findings] == ["parser_crash"]
    assert (report.status, report.source.path, report.source.media_type) == ("failed", "a.pdf", "application/pdf")


def test_extract_goes_on_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text("关于放假的通知", "utf-8")
    monkeypatch.setattr("pipelines.limited.extract", len)
    result = run("extract", tmp_path, "--json")
    assert result.exit_code == 1
    assert [json.loads(line)["findings"][0]["code"] for line in result.stdout.splitlines()] == ["parser_crash"] * 2


def test_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "reports" / "2021").mkdir(parents=True)
    for name in ("reports/b.html", "reports/2021/a.PDF", "reports/2021/x.pyc", "reports/.hidden.html", "reports/raw"):
        (tmp_path / name).touch()
    files, passed = find_files([str(tmp_path / "reports")])
    assert [file.name for file in files] == ["reports/2021/a.PDF", "reports/b.html", "reports/raw"]
    assert len(passed) == 1
    assert "1 files of other kinds" in passed[0]


# ---- add, show, coverage, check, reextract


def test_add_twice(tmp_path: Path) -> None:
    page, store = tmp_path / "山涧 2021.txt", tmp_path / "a.db"
    page.write_text("关于放假的通知", "utf-8")
    first = run("add", page, "--archive", store, "--json")
    assert first.exit_code == 0, first.output
    (added,) = json.loads(first.stdout)["files"]
    assert added["outcome"] == "not_a_report"
    assert added["url"] == "file:%E5%B1%B1%E6%B6%A7%202021.txt"
    (again,) = json.loads(run("add", page, "--archive", store, "--json").stdout)["files"]
    assert again["outcome"] == "unchanged"
    with Archive.open(store, writing=False) as opened:
        assert [row["outcome"] for row in opened.rows("SELECT outcome FROM runs")] == ["ok", "ok"]
        (capture,) = opened.rows("SELECT * FROM captures")
        assert str(tmp_path) not in str(capture)


def test_add_with_its_address(tmp_path: Path) -> None:
    page, store = tmp_path / "2021.txt", tmp_path / "a.db"
    page.write_text("关于放假的通知", "utf-8")
    url = "https://slt.gov.example/2021.html"
    (added,) = json.loads(run("add", page, "--archive", store, "--url", url, "--json").stdout)["files"]
    assert added["url"] == url
    assert "one file" in refused("add", page, page, "--archive", store, "--url", url)
    assert "http" in refused("add", page, "--archive", store, "--url", "slt.gov.example")


def test_add_names_what_failed(tmp_path: Path) -> None:
    page, store = tmp_path / "2021.txt", tmp_path / "a.db"
    page.write_text("关于放假的通知", "utf-8")
    result = run("add", page, tmp_path / "none.pdf", "--archive", store)
    assert result.exit_code == 1
    assert "none.pdf: No such file" in result.stderr
    assert run("add", tmp_path / "none.pdf", "--archive", store).exit_code == 2


def test_add_waits_for_nobody(archive: Path, tmp_path: Path) -> None:
    page = tmp_path / "2021.txt"
    page.write_text("关于放假的通知", "utf-8")
    with Archive.open(archive, writing=True):
        line = refused("add", page, "--archive", archive)
    assert f"process {os.getpid()}" in line


def test_add_interrupted_keeps_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, store = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "a.db"
    first.write_text("关于放假的通知", "utf-8")
    second.write_text("关于补课的通知", "utf-8")

    def interrupted(file: File) -> bytes:
        if file.path == str(second):
            raise KeyboardInterrupt
        return first.read_bytes()

    monkeypatch.setattr(File, "read", interrupted)
    result = run("add", first, second, "--archive", store)
    assert result.exit_code == 130
    with Archive.open(store, writing=False) as opened:
        assert opened.rows("SELECT outcome FROM runs") == [{"outcome": "interrupted"}]
        assert len(opened.rows("SELECT * FROM captures")) == 1


def test_show_draws_everything(archive: Path) -> None:
    result = run("show", "山涧", "2021", "--archive", archive)
    assert result.exit_code == 0, result.output
    for words in (
        SHANJIAN, "2021", "partial", "http://slt.gov.example/2021.html", "shanjian_shuili", "text/html",
        "三、收到和处理政府信息公开申请情况", "(三)不予公开", "1 held ✓", "1 open ·", "“全年收到申请12件”",
        "unread_cell", "两个数字在一格", "requests table (html)",
    ):  # fmt: skip
        assert words in result.stdout, words
    assert "also kept: partial" in result.stderr
    assert "全年收到申请12件。全年" not in result.stdout
    assert "全年收到申请12件。全年" in run("show", "山涧", "2021", "--archive", archive, "--text").stdout


def test_show_marks_a_broken_sum(archive: Path) -> None:
    out = run("show", SHANJIAN, "2020", "--archive", archive).stdout
    assert "1 broken ✗" in out
    assert "自然人 (natural_person): 5 ≠ 7" in out


def test_show_json_is_the_document(archive: Path) -> None:
    result = run("show", LINHAI, "2021", "--archive", archive, "--json")
    document = json.loads(result.stdout)
    assert (document["agency"], document["fiscal_year"], document["status"]) == (LINHAI, 2021, "narrative")
    assert document["provenance"]["url"] == "http://czj.gov.example/2021.html"
    assert result.stderr == ""


def test_show_finds_an_agency_by_what_people_write(archive: Path) -> None:
    for words in (SHANJIAN, "水利", "山涧水利厅", "山水厅"):
        assert run("show", words, "2019", "--archive", archive, "--json").exit_code == 0, words
    assert f"{LINHAI}, {SHANJIAN}" in refused("show", "shanjian_shuili", "2021", "--archive", archive)
    assert "did you mean" in refused("show", "山涧省林业厅水利厅", "2021", "--archive", archive)
    assert "the archive has 2019, 2020, 2021" in refused("show", "山涧", "2018", "--archive", archive)
    assert "YEAR" in refused("show", "山涧", "20l9", "--archive", archive)


def test_coverage(archive: Path) -> None:
    result = run("coverage", "--years", "2019-2022", "--archive", archive)
    assert result.exit_code == 0, result.output
    head, first, second, *_ = result.stdout.splitlines()
    assert head.split() == ["2019", "2020", "2021", "2022"]
    by_name = {line.split()[0]: line.split()[1:] for line in (first, second)}
    # 山涧's portal was never crawled to the end, so that nobody knows about 2022
    assert by_name == {SHANJIAN: ["✓", "✓", "~", "?"], LINHAI: ["t", "?"]}
    with Archive.open(archive, writing=True) as opened:
        Cycle.open(opened, "shanjian_shuili", "all").close()
    assert "?" not in run("coverage", "--years", "2019-2022", "--archive", archive).stdout
    found = json.loads(run("coverage", "--years", "2019-2022", "--archive", archive, "--json").stdout)
    assert found["counts"] == {"found": 3, "incomplete": 1, "missing": 2}
    assert {row["fiscal_year"] for row in found["coverage"]} == {2019, 2020, 2021, 2022}


def test_check_names_every_problem(archive: Path) -> None:
    result = run("check", "--years", "2019-2022", "--archive", archive, "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert problems["counts"] == {
        "broken_sum": 1, "disagreement": 0, "across_years": 19, "unread": 1, "source": 0, "missing_year": 2, "failed_fetch": 1,
        "worse_answer": 0, "not_a_report": 0,
    }  # fmt: skip
    broken = next(p for p in problems["problems"] if p["group"] == "broken_sum")
    assert (broken["agency"], broken["fiscal_year"], broken["detail"]) == (SHANJIAN, 2020, "5 ≠ 7")
    drawn = run("check", "--archive", archive)
    assert drawn.exit_code == 1
    assert f"{LINHAI} 2022-" in drawn.stdout
    assert "dns" in drawn.stdout
    assert "http://slt.gov.example/2018.html" in drawn.stdout


def test_a_failed_fetch_counts_until_a_later_one_succeeds(archive: Path) -> None:
    with Archive.open(archive, writing=True) as opened:
        again = opened.begin_run("crawl")
        opened.store_capture(run_id=again, url="http://slt.gov.example/2018.html", body=b"x", role="report", status=200)
        opened.add_finding("no_reports", run_id=again, portal="shanjian_shuili")
    assert json.loads(run("check", "--archive", archive, "--json").stdout)["counts"]["failed_fetch"] == 1
    with Archive.open(archive, writing=True) as opened:
        third = opened.begin_run("crawl")
        opened.store_capture(
            run_id=third, url="http://slt.gov.example/", body=b"y", role="list", status=200, portal="shanjian_shuili"
        )
    assert json.loads(run("check", "--archive", archive, "--json").stdout)["counts"]["failed_fetch"] == 0


def test_check_of_a_sound_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, writing=True):
        pass
    result = run("check", "--archive", path)
    assert result.exit_code == 0
    assert "nothing is wrong" in result.stdout


def test_reextract_shows_and_writes(tmp_path: Path) -> None:
    page, store = tmp_path / "2021.txt", tmp_path / "a.db"
    page.write_text("关于放假的通知", "utf-8")
    run("add", page, "--archive", store)
    quiet = run("reextract", "--archive", store)
    assert quiet.exit_code == 0, quiet.output
    assert "nothing would change" in quiet.stderr
    with Archive.open(store, writing=True) as opened, opened.transaction():
        opened.forget_derived()
        opened.store_report(1, make_report(), extractor_version="older")
    changed = json.loads(run("reextract", "--archive", store, "--json").stdout)
    assert changed["counts"]["changed"] == 1
    assert changed["changes"][0]["about"]["kind"] == ["report", "not_a_report"]
    assert run("reextract", "--archive", store, "--write").exit_code == 1  # what was read before no longer is
    with Archive.open(store, writing=False) as opened:
        assert opened.rows("SELECT kind FROM extractions") == [{"kind": "not_a_report"}]
        assert opened.rows("SELECT COUNT(*) AS n FROM reports") == [{"n": 0}]
    assert "--write" in refused("reextract", "--archive", store, "--write", "--years", "2021")


def test_compare_is_cell_by_cell() -> None:
    before = make_report()
    first, second, *rest = before.figures
    changed = Figure(tbl=second.tbl, row=second.row, col=second.col, value=99, unit=second.unit, raw="99", place="",
                     method="html")  # fmt: skip
    finding = Finding(code="unread_cell", kind="reader")
    after = make_report(figures=(changed, *rest), facts=(), findings=(finding,), status="partial")
    assert compare("u", before, "report", before) is None
    change = compare("u", before, "report", after)
    assert change is not None
    cells = {cell["cell"]: (cell["before"], cell["after"]) for cell in change.cells}
    assert cells == {
        f"{first.tbl}.{first.row}.{first.col}": ((None, first.unit), None),
        f"{second.tbl}.{second.row}.{second.col}": ((1, second.unit), (99, second.unit)),
    }
    assert [fact["new"] for fact in change.facts] == [False]
    assert change.about == {"status": ("complete", "partial"), "findings": ({}, {"unread_cell": 1})}
    assert change.more_unread == 1


@pytest.mark.parametrize("name", ["show", "coverage", "check", "reextract"])
def test_what_is_no_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database " * 100)
    args = [name, "山涧", "2021"] if name == "show" else [name]
    assert "notes.txt" in refused(*args, "--archive", path)


# ---- doctor


def test_doctor(tmp_path: Path, archive: Path) -> None:
    result = run("doctor", "--archive", archive, "--json")
    found = json.loads(result.stdout)
    assert found["ok"] is (result.exit_code == 0)
    by_name = {check["name"]: check for check in found["checks"]}
    assert {"Python", "browser", "OCR", "Chinese fonts", "disk", "write access", "archive"} <= set(by_name)
    assert by_name["archive"]["state"] == "ok"
    assert "5 captures" in by_name["archive"]["found"]
    drawn = run("doctor", "--archive", archive).stdout
    assert all(name in drawn for name in by_name)
    assert max(cell_len(line) for line in drawn.splitlines()) <= 100


def test_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    result = run("doctor", "--archive", bad)
    assert result.exit_code == 1
    assert "✗ archive" in result.stdout
    assert run("doctor", "--archive", tmp_path / "no" / "a.db").exit_code == 1
