"""The command `completion`: the script by which a shell asks what may follow."""

from __future__ import annotations

import click

from baiyang_kg.cli.completing import PROGRAM, VARIABLE
from baiyang_kg.cli.program import main

_SHELLS = ("bash", "zsh", "fish")


@main.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands in a SHELL.

    It completes queries, parameters and names of things too.

    \b
    Example:
      baiyang-kg completion bash   # keep it as ~/.local/share/bash-completion/completions/baiyang-kg
      baiyang-kg completion zsh    # keep it as _baiyang-kg in a folder of $fpath
      baiyang-kg completion fish   # keep it as ~/.config/fish/completions/baiyang-kg.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 (click has a class for each of _SHELLS)
    click.echo(made(main, {}, PROGRAM, VARIABLE).source())
