"""Fixtures of the journeys: the product served for each module, and people who visit it with a browser of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import house
from tests.browser.visitor import Visitor

PATIENCE = 20_000  # milliseconds: how long anything may take on a machine that has much else to do
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a town that nobody has visited yet."""
    shared = tmp_path_factory.getbasetemp()
    return house.built((shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "by")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this module's own copy of the town; there once it is served."""
    return tmp_path_factory.mktemp("hus") / "data"


@pytest.fixture(scope="module")
def address(town: Path, folder: Path) -> Iterator[str]:
    """Where this module's own copy of the town is served."""
    with house.served(town, folder) as at:
        yield at


@pytest.fixture
def visit(address: str, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., Visitor]]:
    """Opens a browser window of its own for a visitor; when the test ends, what each browser complained of is told."""
    visitors: list[Visitor] = []

    def open_window(**options: Any) -> Visitor:
        context = browser.new_context(**{**browser_context_args, "base_url": address, **options})
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(context.new_page()))
        return visitors[-1]

    yield open_window
    complaints = [each for visitor in visitors for each in visitor.complaints]
    for visitor in visitors:
        visitor.page.context.close()
    assert not complaints, "\n".join(complaints)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
