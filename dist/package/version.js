export const version = "2.1.0";
export const generated = "2026-11-26";
