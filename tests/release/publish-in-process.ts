import { join } from "node:path";
import { openGithub } from "../../scripts/github/client.ts";
import { publish } from "../../scripts/release/publish.ts";
import { publicationAt } from "../../scripts/release/release-commit.ts";

// Publishes as `release publish` does, but does not wait for seconds between two writes to GitHub.
const [root = ""] = process.argv.slice(2);
const publication = publicationAt(root, join(root, "build"));
const github = await openGithub(process.env, { second: 1, patience: 60_000 });
await publish(github, publication, () => undefined);
