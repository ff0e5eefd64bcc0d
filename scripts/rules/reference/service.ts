import { defineRule } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

export const referenceService = defineRule({
	id: "reference/service",
	level: "error",
	scope: "offering",
	summary: "An offering names the service that serves it, or its platform where the service has no file; never both.",
	why: "The service says who the platform is, and its file holds the cells that its offerings share.",
	*check({ service, platform }, { lookups }) {
		if (service === undefined) {
			if (platform !== undefined) return;
			yield {
				path: [],
				message: "nothing says who serves this offering",
				hint: `Add platform: the vendor id of the platform; or service: ${[...lookups.serviceIds].sort().join(", ") || "the id of a service"}.`,
			};
		} else if (!lookups.serviceIds.has(service)) {
			yield {
				path: ["service"],
				message: `there is no service ${quoted(service)}`,
				hint: [suggestion(service, [...lookups.serviceIds]), `To add a service, write services/${service}.yaml.`]
					.filter(Boolean)
					.join(" "),
			};
		} else if (platform !== undefined) {
			yield {
				path: ["platform"],
				part: "key",
				message: `the platform of services/${service}.yaml is the platform of its offerings`,
				hint: "Delete platform.",
			};
		}
	},
	examples: [
		{
			name: "neither",
			edit: [["platform: acme\n", ""]],
			problem: {
				path: "",
				at: [3, 1],
				message: "nothing says who serves this offering",
				hint: "Add platform: the vendor id of the platform; or service: nimbus-models.",
			},
		},
		{
			name: "both",
			edit: {
				"offerings/bolt-nimbus.yaml": [["service: nimbus-models\n", "service: nimbus-models\nplatform: nimbus\n"]],
			},
			problem: {
				path: "platform",
				part: "key",
				message: "the platform of services/nimbus-models.yaml is the platform of its offerings",
				hint: "Delete platform.",
			},
		},
		{
			name: "unknown",
			edit: {
				"offerings/bolt-nimbus.yaml": [
					["../services/nimbus-models.yaml", "../services/nimbus-model.yaml"],
					["service: nimbus-models\n", "service: nimbus-model\n"],
				],
			},
			problem: {
				path: "service",
				message: 'there is no service "nimbus-model"',
				hint: 'Did you mean "nimbus-models"? To add a service, write services/nimbus-model.yaml.',
			},
		},
	],
});
