"""The program as a whole: the group of its commands, its errors and exit codes, what its commands share."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from baiyang_kg import __version__
from baiyang_kg.errors import BaiyangError, ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Failure(click.ClickException):
    """An error of ours, as click shows it: its message on standard error, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        show_progress("", "")
        click.echo(f"Error: {self.message}", file=file, err=True)


class _Program(click.Group):
    """The group of all commands, and the one place where errors become messages and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are defined, which is that of their use."""
        del ctx
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse an argument whose bytes are no text: no name, query or file of ours could hold it."""
        for argument in args:
            if not argument.isprintable() and any(
                "\ud800" <= character <= "\udfff" for character in argument
            ):
                raise _Failure(f"{argument!r} is not text in the encoding of this terminal")
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; its output is written before it counts as done."""
        _settle_encoding()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BaiyangError as error:
            raise _Failure(str(error)) from None
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            _discard_output()
            ctx.exit(0)
        except OSError as error:
            _discard_output()
            place = str(error.filename or "standard output")
            raise _Failure(str(ExportError(place, f"cannot be written: {error.strerror}"))) from None
        return result


def _settle_encoding() -> None:
    """Write UTF-8 to files and pipes whatever the locale is; a terminal shows `?` for what it cannot show."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def _discard_output() -> None:
    """Send what is left in the buffer nowhere, so that the end of the program does not stumble over it."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is no file, as in a test
        return


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, message="baiyang-kg %(version)s")
def main() -> None:
    """Read annual reports of Chinese streets, districts and cities into a knowledge graph, and ask it.

    Every figure of the graph leads to the sentence it was read from. Everything runs on this machine.

    \b
    Begin with:
      baiyang-kg build                            build the graph of the bundled report in ./baiyang.kg
      baiyang-kg queries                          see what can be asked
      baiyang-kg run indicators -p theme economy  ask it
    """


def show_progress(stage: str, subject: str) -> None:
    """Say on a terminal what is being done, in a line that the next one replaces; with "", clear it."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{stage} {subject}".rstrip(), nl=False, err=True)


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines to standard output, or to standard error."""
    for line in lines:
        click.echo(line, err=err)


def terminal_columns() -> int:
    """Return the width of the terminal; 100 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 100
    except ValueError:
        return os.get_terminal_size().columns if sys.stdout.isatty() else 100
