/** The nine declarations of 2026 that the demonstration begins with, as published: real, messy, two values missing. */
export const seedFile = new URL('../samples/2026-shanghai-social-insurance.txt', import.meta.url)
