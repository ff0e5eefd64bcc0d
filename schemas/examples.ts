/** Examples of what people write, by the name of the schema; editors offer them, and a test holds them to their schemas. */
export const EXAMPLES = {
	offering: [
		{
			id: "acme-api",
			name: "Acme API",
			developer: "acme",
			platform: "acme",
			category: "first_party",
			model_family: "Anvil",
			summary: "Acme serves its Anvil models through its own API under its own terms.",
			dimensions: {
				retention_zdr: {
					value: "partial",
					confidence: "high",
					finding: "30 days; no zero retention",
					caveat: "Inputs are kept for 30 days; no zero-retention option is public.",
					notes: "The privacy policy of 2026-11-20 keeps API inputs and outputs for 30 days.",
					sources: [
						{
							url: "https://acme.example/privacy",
							title: "Privacy policy",
							via: "live",
							captured: "2026-11-24",
							quote: "We delete inputs and outputs of the API after 30 days.",
						},
					],
					facts: { retention_period_specified: true, retention_days: 30, zdr_available: false },
				},
			},
		},
	],
	service: [
		{
			id: "nimbus-models",
			name: "Nimbus Models",
			platform: "nimbus",
			api_hosts: ["models.{region}.nimbus.example"],
			dimensions: {
				gdpr_dpa: {
					value: "partial",
					confidence: "high",
					finding: "DPA on request",
					caveat: "Ask for the DPA.",
					notes: "The terms offer a DPA on request.",
					sources: [{ url: "https://nimbus.example/terms", title: "Terms", via: "live", captured: "2026-11-24" }],
				},
			},
		},
	],
	vendor: [{ id: "acme", name: "Acme", domains: ["acme.example"], country: "DE" }],
	archives: [
		{
			archives: [
				{
					prefix: "https://github.com/OpenTermsArchive/contrib-versions/",
					name: "Open Terms Archive",
					kept_by: "organisation",
					licence: "ODbL-1.0",
				},
			],
		},
	],
	policy: [
		{
			offerings: ["claude-bedrock"],
			require: [
				{ dimension: "soc2_type2" },
				{ dimension: "training_on_customer_data", grade: "yes_public" },
				{ dimension: "data_residency", min_confidence: "medium", fresh: true },
			],
			exceptions: [
				{
					offering: "claude-bedrock",
					dimension: "data_residency",
					reason: "EU profile configured by the platform team",
					until: "2027-06-30",
				},
			],
		},
		{ mode: "any", presets: ["eu_personal_data"] },
	],
	correction: [
		{
			offering: "deepseek-api",
			dimension: "retention_zdr",
			answer: "still_right",
			holds_for: "offering",
			source: "https://acme.example/privacy",
			read_on: "2026-11-24",
			finding: "The page says the same.",
			affiliation: "none",
		},
	],
} as const;
