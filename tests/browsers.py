"""A headless browser for the tests that look at a report as a reader does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")


@contextmanager
def headless_browser(profile: Path) -> Iterator[Any]:
    """Chromium, with logs of its console and requests; skips the test where it is missing."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    session = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield session
    finally:
        session.quit()


def wait_for(page: Any, there: Callable[[Any], Any], seconds: float = 20) -> Any:
    """What ``there`` returns once it is true; some events come a moment after their cause."""
    ui = pytest.importorskip("selenium.webdriver.support.ui")
    return ui.WebDriverWait(page, seconds).until(there)
