"""Pictures, written as SVG, PNG or a page of HTML that stands alone, with Chinese letters in each of them."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Any, BinaryIO

from baiyang_kg.errors import ExportError
from baiyang_kg.plots.points import find_points, text_of_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from baiyang_kg.plots.description import Plot
    from baiyang_kg.plots.points import Point

_FORMS = ("svg", "png", "html")
_FONTS = ("Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC", "SimHei")
_DOTS = 150  # per inch, of a PNG
_STYLE = (
    "body{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;"
    "margin:2rem;max-width:70rem}"
    "svg{max-width:100%;height:auto}table{border-collapse:collapse;font-size:.9rem}"
    "th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}"
)


def form_of_picture(path: str, *, place: str) -> str:
    """Return the form that the extension of `path` says. Raises ExportError, with `place`, for any other."""
    form = path.rpartition(".")[2].lower()
    if form not in _FORMS:
        known = ", ".join(f".{name}" for name in _FORMS)
        raise ExportError(place, "has no extension of a picture", f"choose from: {known}")
    return form


def write_plot(  # noqa: PLR0913 (what a picture is, and where it goes)
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    output: BinaryIO,
    *,
    plot: Plot,
    form: str,
    title: str,
) -> None:
    """Draw `rows` as `plot` says and write the picture, as `form` says: svg, png or html.

    The same rows make the same bytes. Raises ExportError for another form, where no row holds a number to
    draw, and where what draws is not installed.
    """
    if form not in _FORMS:
        raise ExportError(
            "--plot", f"there is no picture of form {form!r}", f"choose from: {', '.join(_FORMS)}"
        )
    points = find_points(columns, rows, plot)
    if not points:
        raise ExportError("--plot", f"no row has a number in ?{plot.y}", "draw another column")
    if form == "html":
        output.write(_page(columns, rows, _render(points, plot.kind, "svg", title), title).encode("utf-8"))
    else:
        output.write(_render(points, plot.kind, form, title))


def _render(points: Sequence[Point], kind: str, form: str, title: str) -> bytes:
    library, figure_class = _library()
    from baiyang_kg.plots import drawing  # noqa: PLC0415 (beside what it draws with)

    draw: Callable[[Any, Sequence[Point]], None] = getattr(drawing, f"draw_{kind}")
    settings = {
        "font.family": _fonts(),
        "axes.unicode_minus": False,  # a sign that Chinese fonts may lack
        "svg.fonttype": "path",  # letters as shapes: the picture needs no font where it is shown
        "svg.hashsalt": "baiyang-kg",
    }
    with library.rc_context(settings):
        figure = figure_class(layout="constrained")
        draw(figure, points)
        if title:
            figure.suptitle(title, fontsize=12)
        output = io.BytesIO()
        nothing: dict[str, None] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(output, format=form, dpi=_DOTS, metadata=nothing)
    return output.getvalue()


def _library() -> tuple[Any, Any]:
    """Return the library and its class of figures, which keeps no state between two pictures."""
    try:
        import matplotlib as mpl  # noqa: PLC0415 (an extra, slow to load)
        from matplotlib.figure import Figure  # noqa: PLC0415 (as above)
    except ImportError:
        raise ExportError("--plot", "needs matplotlib", "pip install 'baiyang-kg[plot]'") from None
    return mpl, Figure


def _fonts() -> list[str]:
    """Return the fonts to draw with: the one of the extra, else those of the system that know Chinese."""
    from matplotlib.font_manager import fontManager as manager  # noqa: N813, PLC0415 (an extra, slow to load)

    known = {entry.name for entry in manager.ttflist}
    if _FONTS[0] not in known:
        try:
            from noto_cjk_sans_otc import FONT_PATH  # noqa: PLC0415 (an extra)

            manager.addfont(str(FONT_PATH))
            known = {entry.name for entry in manager.ttflist}
        except ImportError:
            pass
    chosen = [name for name in _FONTS if name in known]
    if not chosen:
        raise ExportError("--plot", "no font knows Chinese letters", "pip install 'baiyang-kg[plot]'")
    return chosen


def _page(columns: Sequence[str], rows: Sequence[Sequence[Any]], picture: bytes, title: str) -> str:
    """Return a page with the picture and below it the rows that it shows; it loads nothing."""
    svg = picture.decode("utf-8")
    svg = svg[svg.index("<svg") :]
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(text_of_cell(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{svg}\n<table>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>\n</body>\n</html>\n"
    )
