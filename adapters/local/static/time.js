// Instants in words, in the organisation's zone.

import { begin, word } from "./begin.js";

const format = (options) =>
  new Intl.DateTimeFormat(begin.language, { timeZone: begin.zone, ...options });

const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const longDay = format({ weekday: "long", day: "numeric", month: "long" });
const shortDay = format({ weekday: "short", day: "numeric", month: "short" });

export const clockOf = (instant) => clock.format(instant);
export const dayOf = (instant) => day.format(instant);

// "Today", "Yesterday", else the day in full.
export function dayInWords(instant, now) {
  const that = day.format(instant);
  if (that === day.format(now)) return word("today");
  if (that === day.format(new Date(now.getTime() - 86_400_000))) return word("yesterday");
  return longDay.format(instant);
}

// "14:05" where it is today, "Thu 4 Mar, 14:05" where not.
export function soonInWords(instant, now) {
  const same = day.format(instant) === day.format(now);
  return same ? clockOf(instant) : `${shortDay.format(instant)}, ${clockOf(instant)}`;
}
