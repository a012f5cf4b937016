from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from harmattan.workers import _ctrl_c_held_back

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="needs signal masks")

STARTING = """
import multiprocessing, signal, time
from harmattan.workers import _ctrl_c_held_back

with _ctrl_c_held_back():
    multiprocessing.get_context("spawn").Process(target=time.sleep, args=(0,)).start()
    print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set()))
"""


def test_the_first_process_too_starts_with_ctrl_c_held_back() -> None:
    done = subprocess.run([sys.executable, "-c", STARTING], text=True, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


@pytest.mark.parametrize("masked", [True, False])
def test_ctrl_c_waits_until_the_process_is_started_and_is_not_lost(masked: bool) -> None:
    started: list[bool] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted_while_starting(masked, started)
    assert started


def _interrupted_while_starting(masked: bool, started: list[bool]) -> None:
    with _ctrl_c_held_back():
        if not masked:  # as if another thread took it
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        os.kill(os.getpid(), signal.SIGINT)
        started.append(True)
