import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import { openGithub } from "../../scripts/github/client.ts";
import { publish } from "../../scripts/release/publish.ts";

// Publishes the publication in a file as `release publish` does, but waits for no second between two writes to GitHub.
const [file = ""] = process.argv.slice(2);
const github = await openGithub(process.env, { second: 1, patience: 60_000 });
await publish(github, deserialize(readFileSync(file)), () => undefined);
