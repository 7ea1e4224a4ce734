"""The on-sale of a rehearsal for teams that use Locust: join the waiting room, wait, come in, hold the
best seats there are, order, pay with the simulator's card, leave.

    EVENT=8 locust -f bench/locust/locustfile.py --headless -u 200 -r 50 -t 5m --host http://127.0.0.1:3000

EVENT is a rehearsal (POST /api/v1/events/{id}/rehearsals makes one); a real event is refused. The waiting
room must ask for no proof of work. `npm run rehearse` does far more: see docs/rehearsal.md.
"""

import os
import random
import secrets
import time
from datetime import datetime

from locust import FastHttpUser, events, task
from locust.exception import StopUser

EVENT = int(os.environ["EVENT"])
PATH = f"/api/v1/events/{EVENT}"


def new_id() -> str:
    """UUIDv7: ids are the client's, so that repeating a request is safe."""
    clock = f"{time.time_ns() // 1_000_000:012x}"
    rest = secrets.token_hex(9)
    return f"{clock[:8]}-{clock[8:]}-7{rest[:3]}-8{rest[3:6]}-{rest[6:18]}"


class Buyer(FastHttpUser):
    """One person: comes, waits, buys, goes home."""

    opens_at = 0.0

    def ask(self, method, path, name, body=None, headers=None, fine=(200, 201)):
        """The answer's status and body; refused for now means: the same again, later."""
        all_headers = {"sec-fetch-site": "same-origin", **(headers or {})}
        while True:
            with self.client.request(
                method, path, name=name, json=body, headers=all_headers, catch_response=True
            ) as answer:
                if answer.status_code in (429, 503):
                    answer.failure("come back later")
                    time.sleep(float(answer.headers.get("Retry-After") or 1))
                    continue
                # A refusal with a code is part of an ordinary sale.
                if answer.status_code in fine or 400 <= answer.status_code < 500:
                    answer.success()
                try:
                    return answer.status_code, answer.json() or {}
                except ValueError:
                    return answer.status_code, {}

    def on_start(self):
        _, body = self.ask("GET", PATH, "event")
        event = body.get("event", {})
        # The same guard as the rehearsal's: there is no way around it.
        if "rehearsalOf" not in event:
            self.environment.runner.quit()
            raise StopUser(f"event {EVENT} is not a rehearsal: it is never loaded")
        self.opens_at = datetime.fromisoformat(event["saleOpensAt"].replace("Z", "+00:00")).timestamp()
        self.ask("POST", "/api/v1/session", "session")

    def stand_in_line(self):
        """The pass; None where nobody has to wait. Raises StopUser when everything is sold."""
        entry = None
        while True:
            _, status = self.ask("GET", f"{PATH}/queue", "status")
            if status.get("phase") in (None, "off", "idle"):
                return None
            if status["stock"] == "sold_out" or status["phase"] == "ended":
                raise StopUser()
            if entry is None:
                code, joined = self.ask("POST", f"{PATH}/queue/entries", "join", {})
                if code != 200:
                    raise StopUser(f"joining: {joined}")
                entry = joined["entry"]
            if "position" not in entry and "cohortSize" in status:
                entry = self.ask("GET", f"{PATH}/queue/entries/mine", "entry")[1]["entry"]
            if entry.get("position", float("inf")) <= status["servedUpTo"]:
                code, admitted = self.ask("POST", f"{PATH}/queue/admissions", "admit")
                if code == 200:
                    return admitted["admission"]["pass"]
            # The law of contract/src/queue-poll.ts.
            # Nobody has been called and nothing is in the way: one a second, at a guess.
            guessed = 60 if status["reason"] in ("ok", "nobody") else 0
            poll, moves = status["poll"], status["perMinute"] or guessed
            ahead = entry.get("position", float("inf")) - status["servedUpTo"]
            wait_ms = ahead / moves * 60_000 if moves else float("inf")
            if "cohortSize" not in status:
                # Nothing happens before the opening, and something does right after it.
                now = datetime.fromisoformat(status["serverTime"].replace("Z", "+00:00")).timestamp()
                wait_ms = max(0.0, self.opens_at - now) * 1000 * poll["divisor"]
            spaced = max(poll["floorMs"], min(poll["ceilingMs"], wait_ms / poll["divisor"]))
            time.sleep(spaced / 1000 * (1 + random.random() * poll["jitter"]))

    def buy(self, admission_pass):
        headers = {"admission-pass": admission_pass} if admission_pass else {}
        wish = {"id": new_id(), "bestAvailable": {"party": random.randint(1, 2)}}
        code, held = self.ask("POST", f"{PATH}/reservations", "hold", wish, headers)
        if code != 201:
            return
        time.sleep(random.random() * 3)
        path = f"{PATH}/orders/{new_id()}"
        buyer = {
            "reservationId": held["reservation"]["id"],
            "email": "locust@rehearsal.invalid",
            "language": "en",
        }
        code, body = self.ask("PUT", path, "order", buyer)
        if code != 200:
            return
        payment = {"id": new_id(), "source": "sim_ok", "totalMinor": body["order"]["totalMinor"]}
        code, body = self.ask("POST", f"{path}/payments", "pay", payment)
        while code == 200 and body["order"]["status"] in ("paying", "paid"):
            time.sleep(0.4)
            code, body = self.ask("GET", path, "order")
        if code == 200 and body["order"]["status"] == "complete":
            quantity = held["reservation"]["quantity"]
            events.request.fire(
                request_type="SALE", name="places sold", response_time=0, response_length=quantity
            )

    @task
    def onsale(self):
        admission_pass = self.stand_in_line()
        time.sleep(max(0.0, self.opens_at - time.time()) + random.random())
        self.buy(admission_pass)
        self.ask("DELETE", f"{PATH}/queue/entries/mine", "leave")
        raise StopUser()
