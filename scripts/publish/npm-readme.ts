import { DATASET } from "../../schemas/dataset.ts";

/** Returns the README of the package. */
export function readmeOfPackage(name: string): string {
	return `# ${name}

The [${DATASET.name}](${DATASET.homepage}) as a package: what AI API offerings can prove, as typed data without
dependencies, and a command that holds a project to a policy.

\`\`\`js
import { data, freshnessOn, match, offering, resolve } from "${name}";

offering("claude-bedrock")?.dimensions.soc2_type2?.value;
data.offerings.filter((one) => one.dimensions.hipaa_baa?.value === "yes_public").map((one) => one.id);
resolve("bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0").offering?.id;
match({ offerings: ["claude-bedrock"], presets: ["eu_personal_data"] }, { today: "2026-11-26" }).passes;
\`\`\`

\`require("${name}")\` works as well, browsers and CDNs load the ES module, and these files can be imported one by one:
\`${name}/data.json\`, \`${name}/offerings/<id>.json\`, \`${name}/schemas/<name>.schema.json\`.

\`\`\`sh
npx ${name} match ai-policy.yaml
npx ${name} which litellm.yaml .env --policy ai-policy.yaml
\`\`\`

Versions follow [a policy](${DATASET.repository}/blob/main/docs/versioning.md): a patch corrects cells, a minor version
adds, a major version may break what reads it. [Policies](${DATASET.repository}/blob/main/docs/policy.md) and
[the data](${DATASET.repository}/blob/main/docs/data.md) are described in the repository.

Data: ${DATASET.license}; code: MIT. ${DATASET.disclaimer}
`;
}
