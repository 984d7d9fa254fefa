"""Copy from node_modules what the browser gets and the fonts papers are set with, and nothing that nobody refers to."""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "node_modules"
TARGET = ROOT / "src" / "sagsgang" / "web" / "static" / "vendor"
FONTS = ROOT / "src" / "sagsgang" / "typesetting" / "fonts"

_SOURCE_MAP = re.compile(r"(?://|/\*)[#@] sourceMappingURL=\S+(?: ?\*/)?\s*$")
_FONT_FACE = re.compile(r"@font-face\s*{[^}]*}")
_WOFF2 = re.compile(r"url\([^)]+\.woff2\)\s*format\(\"woff2\"\)")
_URL = re.compile(r"url\(['\"]?([^)'\"#?]+)")


def main() -> int:
    """Fill the vendor folder anew; return 0, or 1 when node_modules is missing something."""
    if not (SOURCE / "dkfds").is_dir() or not (SOURCE / "htmx.org").is_dir():
        print("node_modules mangler; kør npm ci først.", file=sys.stderr)
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    take_dkfds(SOURCE / "dkfds", TARGET / "dkfds")
    take_htmx(SOURCE / "htmx.org", TARGET / "htmx")
    shutil.rmtree(FONTS, ignore_errors=True)
    take_fonts(SOURCE / "dkfds" / "dist" / "fonts" / "IBMPlexSans" / "complete" / "ttf", FONTS)
    return 0


def take_dkfds(package: Path, target: Path) -> None:
    """Copy Det Fælles Designsystem: one style sheet, one script, its icons and its woff2 fonts."""
    dist = package / "dist"
    css = slim_css((dist / "css" / "dkfds.min.css").read_text(encoding="utf-8"))
    write(target / "css" / "dkfds.min.css", css)
    script = (dist / "js" / "dkfds.min.js").read_text(encoding="utf-8")
    write(target / "js" / "dkfds.min.js", without_source_map(script))
    for relative in sorted(set(_URL.findall(css))):
        copy((dist / "css" / relative).resolve(), (target / "css" / relative).resolve())
    copy(dist / "img" / "all-svg-icons.svg", target / "img" / "all-svg-icons.svg")
    copy(package / "LICENSE.md", target / "LICENSE.md")
    copy(dist / "fonts" / "IBMPlexSans" / "complete" / "woff2" / "license.txt", target / "fonts" / "license.txt")


def take_htmx(package: Path, target: Path) -> None:
    """Copy htmx and its licence."""
    script = (package / "dist" / "htmx.min.js").read_text(encoding="utf-8")
    write(target / "htmx.min.js", without_source_map(script))
    copy(package / "LICENSE", target / "LICENSE")


def take_fonts(fonts: Path, target: Path) -> None:
    """Copy the four faces papers are set with, as TrueType, which is what typst reads; and their licence."""
    for face in ("Regular", "Italic", "SemiBold", "Bold"):
        copy(fonts / f"IBMPlexSans-{face}.ttf", target / f"IBMPlexSans-{face}.ttf")
    copy(fonts / "license.txt", target / "license.txt")


def slim_css(css: str) -> str:
    """Return the style sheet without source map and with one woff2 source for each font face."""
    return _FONT_FACE.sub(lambda face: only_woff2(face.group()), without_source_map(css))


def only_woff2(face: str) -> str:
    """Return a font face whose only source is its woff2 file; a face without one (system fonts) stays as it is."""
    woff2 = _WOFF2.search(face)
    return re.sub(r"src:[^;}]*", f"src:{woff2.group()}", face) if woff2 else face


def without_source_map(text: str) -> str:
    """Return the text without its pointer to a source map, which is not shipped."""
    return _SOURCE_MAP.sub("", text)


def write(path: Path, text: str) -> None:
    """Write one text file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    """Copy one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main())
