from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer.main

from harmattan.cli.app import app

ROOT = Path(__file__).parents[2]


def _commands(group: Any, path: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found.update(_commands(command, (*path, name)))
        else:
            found[" ".join((*path, name))] = command
    return found


COMMANDS = _commands(typer.main.get_command(app))
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    for option in (*parameter.opts, *parameter.secondary_opts)
    if option.startswith("--")
]


def _section(name: str) -> str:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    head = f"\n## harmattan {name}\n"
    assert head in page, f"docs/cli.md has no section {head.strip()}"
    return page.partition(head)[2].partition("\n## ")[0]


def test_there_are_the_commands_of_the_design() -> None:
    assert set(COMMANDS) == {
        "code",
        "inspect",
        "events",
        "show",
        "history",
        "explain",
        "decide join",
        "decide split",
        "decide edit",
        "decide reject",
        "decide undo",
        "decide load",
        "decisions",
        "control",
        "check-statistics",
        "export",
        "schema",
        "gazetteer add",
        "gazetteer info",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_each_commands_help_has_an_example_of_it(name: str) -> None:
    assert f"Example: harmattan {name} " in f"{COMMANDS[name].help} "


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_section_with_an_example(name: str) -> None:
    assert f"    harmattan {name}" in _section(name)


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_each_option_is_documented_with_its_command(name: str, option: str) -> None:
    if option != "--help":
        assert f"`{option}" in _section(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_each_command(name: str) -> None:
    assert f"harmattan {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [0, 1, 2, 3, 130])
def test_each_exit_code_is_documented(code: int) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"| {code} |" in page.partition("## Exit codes")[2]
