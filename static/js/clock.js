// Times as people read, hear and write them.

/** 754.2 → "12:34"; hours only when there are any. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, i) => (i ? String(part).padStart(2, "0") : part)).join(":");
}

/** The sound's clock in milliseconds: to the microsecond, since 1.001 s × 1000 is a hair less than 1001. */
export function milliseconds(seconds) {
  return Math.round(seconds * 1e6) / 1000;
}
