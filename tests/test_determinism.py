"""The same reports give the same bytes: whatever the order, the number of calls, the place and the process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples" / "port"
PROGRAM = """
import sys
from standoff import cli
record, *calls = sys.argv[1:]
for args in (*(["read", record, *call.split(",")] for call in calls), ["export", record, "--format", "json"]):
    try:
        cli.main(args)
    except SystemExit as end:
        assert end.code == 0
"""


def export(folder: Path, seed: str, *calls: list[str]) -> str:
    """The export after these calls of `read`, made by a process with its own order of sets."""
    args = [",".join(str(folder / name) for name in call) for call in calls]
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder / "record.db"), *args],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout[result.stdout.index("{") :]


def test_the_export_does_not_depend_on_how_the_reports_were_read(tmp_path: Path) -> None:
    names = sorted(path.name for path in EXAMPLES.glob("*.txt"))[:6]
    if not names:
        pytest.skip("the examples are not here")
    for place in ("here", "there/far"):
        (tmp_path / place / "port").mkdir(parents=True)
        for name in names:
            shutil.copy(EXAMPLES / name, tmp_path / place / "port" / name)
    once = export(tmp_path / "here/port", "1", names)
    again = export(tmp_path / "there/far/port", "2", names[3:][::-1], names[:4])
    assert once == again
    assert str(tmp_path) not in once
