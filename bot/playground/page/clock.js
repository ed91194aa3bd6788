// The demo's clock, which a person moves forwards; there is none unless `collider try` made it.

import { node } from "./draw.js";
import { tell } from "./wire.js";

const STEPS = { "+1 hour": 3600, "+1 day": 86400, "+1 week": 604800 };
const FORMAT = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const TICK_MS = 1000;

export class Clock {
  constructor(place, notice) {
    this.place = place;
    this.notice = notice;
    this.ahead_s = 0;
    setInterval(() => this.tick(), TICK_MS);
  }

  // The time that the people and the bot have.
  now() {
    return new Date(Date.now() + this.ahead_s * 1000);
  }

  load(clock) {
    this.place.replaceChildren();
    this.ahead_s = clock?.ahead_s ?? 0;
    if (!clock) return;
    const label = node("div");
    this.time = node("time");
    label.append(node("p", "whisper", "Demo clock"), this.time);
    const steps = node("div", "steps");
    steps.append(...Object.entries(STEPS).map(([words, seconds]) => this.step(words, seconds)));
    this.place.append(label, steps);
    this.place.title = "Only in this demo: people and bot go on from the time shown. It never goes back.";
    this.tick();
  }

  step(words, seconds) {
    const made = node("button", "", words);
    made.type = "button";
    made.setAttribute("aria-label", `Move the demo clock forwards: ${words}`);
    made.addEventListener("click", async () => {
      try {
        await tell("clock", { seconds });
      } catch (error) {
        this.notice(error.message);
      }
    });
    return made;
  }

  moved(clock) {
    this.ahead_s = clock.ahead_s;
    this.tick();
    this.said?.remove();
    this.said = this.notice(`The demo clock shows ${this.words()}.`);
  }

  words() {
    return this.now().toLocaleString([], FORMAT);
  }

  tick() {
    if (this.time && this.time.textContent !== this.words()) this.time.textContent = this.words();
  }
}
