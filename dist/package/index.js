// Generated from the records; do not edit.
import data from "./data.cjs";
import schemas from "./schemas.js";

export { data, schemas };
export const version = data.version;
export const offering = (id) => data.offerings.find((one) => one.id === id || one.aliases.includes(id));
