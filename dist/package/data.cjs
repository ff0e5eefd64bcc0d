// Generated from the records; do not edit.
module.exports = require("./data.json");
