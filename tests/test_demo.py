"""`nianbao demo` as a person meets it."""

import json

import pytest

from crawler.commands import main
from pipelines.archive import Archive


@pytest.fixture
def without_browser(monkeypatch):
    monkeypatch.setenv("NIANBAO_BROWSER", "/nowhere/chromium")


def run(*arguments):
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return left.value.code


def test_demo_without_a_browser_says_so_and_goes_on(without_browser, tmp_path, capsys):
    path = tmp_path / "demo.db"
    assert run("demo", "--archive", str(path)) == 0
    out, err = capsys.readouterr()
    assert [line for line in err.splitlines() if "no browser" in line] == [
        "no browser found: the replica whose list is drawn by script is left out (`nianbao doctor` says more)"
    ]
    assert out.count("✓ exact") == 5
    assert "63 reports published, 63 compared: every one exact" in out
    assert "第二十条" in out

    assert run("demo", "--archive", str(path), "--json", "--quiet") == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["known"], again["differences"]) == (63, [])
    assert {(portal["reports_new"], portal["reports_revised"]) for portal in again["portals"]} == {(0, 0)}

    assert run("crawl", "hubei_renshe", "--archive", str(path)) == 2
    assert "holds the sample data of `nianbao demo`" in capsys.readouterr().err


def test_demo_refuses_an_archive_of_real_reports(tmp_path, capsys):
    path = tmp_path / "archive.db"
    with Archive.open(path, writing=True) as archive:
        run_id = archive.begin_run("test")
        archive.store_capture(
            run_id=run_id, url="https://www.example.gov.cn/nb/1.html", body=b"<p>x</p>", role="report"
        )
    assert run("demo", "--archive", str(path)) == 2
    assert capsys.readouterr().err == (
        f"nianbao: {path} holds real reports (https://www.example.gov.cn/nb/1.html); "
        "name another file for sample data: --archive demo.db\n"
    )
