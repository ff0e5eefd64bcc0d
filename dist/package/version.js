export const version = "2.0.0";
export const generated = "2026-11-26";
