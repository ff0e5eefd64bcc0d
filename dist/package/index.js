export { default as data } from "./data.js";
export { freshnessOn, match, offering, presets, resolve } from "./functions.js";
export { generated, version } from "./version.js";
