"""The worker process: what comes back, and what is said when nothing can."""

import os
import re
import threading
import time

import pytest

from pipelines import worker
from pipelines.formats import pdf
from pipelines.formats.unreadable import Unreadable
from pipelines.worker import run_limited


@pytest.fixture(autouse=True)
def _no_worker_left_over():
    worker.end_workers()
    yield
    worker.end_workers()


def code_of(function, *args, seconds=20.0, megabytes=256):
    with pytest.raises(Unreadable) as caught:
        run_limited(function, *args, seconds=seconds, megabytes=megabytes)
    return caught.value.code


def test_the_result_comes_back():
    assert run_limited(sorted, [3, 1, 2], seconds=5, megabytes=256) == [1, 2, 3]
    assert run_limited(sorted, [3, 1, 2], seconds=5, megabytes=256, reverse=True) == [3, 2, 1]


def test_large_arguments_and_results_come_through():
    body = os.urandom(5_000_000)
    assert run_limited(bytes, body, seconds=10, megabytes=256) == body


def test_an_exception_of_the_function_is_the_callers():
    with pytest.raises(ValueError, match="invalid literal"):
        run_limited(int, "x", seconds=5, megabytes=256)
    with pytest.raises(Unreadable) as caught:
        run_limited(pdf.read, b"%PDF-1.7 nothing", seconds=10, megabytes=256)
    assert caught.value.code == "damaged_file"


def test_a_crash_is_named_and_the_next_document_is_read():
    assert code_of(os.abort) == "parser_crash"
    assert run_limited(len, b"abc", seconds=5, megabytes=256) == 3


def test_a_worker_that_just_ends_is_a_crash():
    assert code_of(os._exit, 0) == "parser_crash"


def test_a_hang_is_cut_off_even_inside_c_code():
    started = time.monotonic()
    assert code_of(re.fullmatch, "(a+)+b", "a" * 64, seconds=0.5) == "parser_timeout"
    assert time.monotonic() - started < 10
    assert run_limited(len, b"abc", seconds=5, megabytes=256) == 3


def test_waiting_counts_as_hanging():
    assert code_of(time.sleep, 60, seconds=0.3) == "parser_timeout"


def test_too_much_memory_is_named_and_the_next_document_is_read():
    assert code_of(bytearray, 1 << 30, megabytes=128) == "parser_memory"
    assert run_limited(len, b"abc", seconds=5, megabytes=256) == 3


def test_one_worker_serves_many_documents():
    first = run_limited(os.getpid, seconds=5, megabytes=256)
    assert {run_limited(os.getpid, seconds=5, megabytes=256) for _ in range(200)} == {first}


def test_a_poisonous_document_is_tried_once_more_at_most(tmp_path):
    run_limited(len, b"", seconds=5, megabytes=256)  # the worker is used: the first death may be its own fault
    deaths = tmp_path / "deaths"
    code = f"import os\nwith open({str(deaths)!r}, 'a') as file: file.write('x')\nos.abort()"
    assert code_of(exec, code) == "parser_crash"
    assert deaths.read_text() == "xx"


def test_a_document_that_kills_a_fresh_worker_is_not_tried_again(tmp_path):
    deaths = tmp_path / "deaths"
    code = f"import os\nwith open({str(deaths)!r}, 'a') as file: file.write('x')\nos.abort()"
    assert code_of(exec, code) == "parser_crash"
    assert deaths.read_text() == "x"


def test_threads_have_their_own_workers():
    seen = set()
    barrier = threading.Barrier(2)

    def ask():
        barrier.wait()
        run_limited(time.sleep, 0.3, seconds=5, megabytes=256)
        seen.add(run_limited(os.getpid, seconds=5, megabytes=256))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 2
