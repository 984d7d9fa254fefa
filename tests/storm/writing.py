"""Those who write while the storm goes on: each write carries a mark of its own, and each answer is written down."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

from tests.storm.browsing import Answer, Browser, Unanswered

CAREFUL = 120  # seconds until everybody must have put the pen down


@dataclass
class Told:
    """What the house has said of the marks: acknowledged, refused, or never answered."""

    kept: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)


class Gate:
    """Lets the writers write, or holds them between two writes while the house is looked over."""

    def __init__(self, writers: int) -> None:
        self._condition = Condition()
        self._writers, self._resting = writers, 0
        self._open, self.over = True, False

    def passes(self) -> bool:
        """Wait while closed; False when it is over."""
        with self._condition:
            self._resting += 1
            self._condition.notify_all()
            self._condition.wait_for(lambda: self._open or self.over)
            self._resting -= 1
            return not self.over

    def close(self) -> None:
        """Come back when nobody writes."""
        with self._condition:
            self._open = False
            assert self._condition.wait_for(lambda: self._resting == self._writers, timeout=CAREFUL)

    def open(self, *, over: bool = False) -> None:
        """Let them write again, or go home."""
        with self._condition:
            self._open, self.over = True, over
            self._condition.notify_all()

    def pause(self, seconds: float) -> None:
        """Let this much time go by, as somebody does who waits for a page that does not come."""
        with self._condition:
            self._condition.wait_for(lambda: self.over, timeout=seconds)


class Writer(Thread):
    """One person with a browser and a case, who takes steps, writes notes and lays files up, one after the other."""

    def __init__(self, name: str, port: int, user: int, case: str, gate: Gate) -> None:
        super().__init__(name=name, daemon=True)
        self.browser, self.user, self.case, self.gate = Browser(port), user, case, gate
        self.told = Told()
        self.logins = self.count = 0
        self.slowest = 0.0
        self.fault = ""

    def run(self) -> None:
        acts: list[Callable[[str], Answer]] = [self.note, self.step, self.upload]
        try:
            while self.gate.passes():
                self.count += 1
                self.attempt(f"storm-{self.name}-{self.count}", acts[self.count % len(acts)])
        except BaseException as fault:
            self.fault = f"{self.name}: {fault!r}"
            raise

    def attempt(self, mark: str, act: Callable[[str], Answer]) -> None:
        """Do it once, and write down what was answered."""
        begun = monotonic()
        try:
            if not self.browser.cookies.get("sessionid"):
                self.log_in()
            answer = act(mark)
        except Unanswered:
            self.gate.pause(0.2)
            return
        self.slowest = max(self.slowest, monotonic() - begun)
        self.told.unsure.discard(mark)
        if answer.status in (302, 303) and "log-ind" in answer.location:
            self.browser.cookies.pop("sessionid", None)
        elif answer.status in (302, 303):
            self.told.kept.add(mark)
        else:
            said = " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())
            self.told.refused.append(f"{mark}: {answer.status} {said[:300]}")

    def log_in(self) -> None:
        """Step into the role, as the demo's page of roles lets everybody."""
        page = self.browser.get("/demo/roller/")
        form = page.form("/demo/traed-ind/")
        answer = self.browser.post("/demo/traed-ind/", form.filled(bruger=str(self.user)))
        if answer.status not in (302, 303):
            raise Unanswered(str(answer.status))
        self.logins += 1

    def note(self, mark: str) -> Answer:
        path = f"/sag/{self.case}/noter/"
        form = self.page(path).form(path)
        return self.send(path, form.filled(body=mark), mark)

    def send(self, path: str, fields: list[tuple[str, str]], mark: str) -> Answer:
        """Send the form; from now on nobody knows whether it is written, until the answer comes."""
        self.told.unsure.add(mark)
        return self.browser.post(path, fields)

    def step(self, mark: str) -> Answer:
        """One more underretning, recorded for somebody who carries the mark as a name."""
        path = f"/sag/{self.case}/trin/fase1.flere_underretninger/forloeb-1/"
        page = self.page(path)
        form = page.form(path)
        told = {
            "sag.sof_enhed": "bbu", "underretning.underretter": "borger", "underretning.modtaget": "01.03.2026",
            "underretning.modtaget_kl": "12.00", "for_name": mark, "how": "telefon",
            "for_role": next(role for role in form.choices["for_role"] if role),
        }  # fmt: skip
        return self.send(path, form.filled(**told), mark)

    def upload(self, mark: str) -> Answer:
        """Lay up a file, in a document that carries the mark as its title."""
        path = f"/sag/{self.case}/dokumenter/"
        form = self.page(path).form(path)
        self.told.unsure.add(mark)
        fields = form.filled(kind="andet", title=mark)
        return self.browser.send_file(path, fields, "file", ("fil.txt", f"Indhold af {mark}.\n".encode() * 500))

    def page(self, path: str) -> Answer:
        """The page, logged in anew where the house asks for it."""
        answer = self.browser.get(path)
        if answer.status in (302, 303):
            self.log_in()
            answer = self.browser.get(path)
        return answer
