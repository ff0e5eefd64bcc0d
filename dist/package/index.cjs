// Generated from the records; do not edit.
const data = require("./data.json");
const schemas = require("./schemas.cjs");

module.exports = { data, schemas, version: data.version, offering: (id) => data.offerings.find((one) => one.id === id || one.aliases.includes(id)) };
